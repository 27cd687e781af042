import { useId, useState } from "react";
import { largestSeed } from "../state/document.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import { Icon } from "./Icon.tsx";
import { seedOf } from "./seedOf.ts";

/** The same seed gives the same run, to the last request. */
export function SeedField() {
  const { seed, draft, write, take } = useSeed();
  const edit = useEdit();
  const id = useId();
  const refused =
    draft.refused &&
    `A seed is a whole number from 0 to ${largestSeed.toLocaleString("en-US")}. The run on screen still has seed ${seed}.`;
  return (
    <div className="seed">
      <label htmlFor={id}>
        Seed <small>same seed, same run</small>
      </label>
      <div className="seedRow">
        <input
          id={id}
          className="field mono"
          inputMode="numeric"
          value={draft.text}
          aria-invalid={draft.refused}
          aria-describedby={`${id}-why`}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === "Enter" && take()}
        />
        {/* Chance is welcome here: it only picks a seed, and the seed then decides everything. */}
        <button type="button" className="button" onClick={() => edit({ seed: Math.floor(Math.random() * 10_000) })}>
          <Icon name="dice" /> New seed
        </button>
      </div>
      <p className="refused" id={`${id}-why`} role="alert">
        {refused}
      </p>
    </div>
  );
}

/** What is typed, until it is taken as the seed or refused. A seed from elsewhere, such as undo, takes its place. */
function useSeed() {
  const seed = Playback.useSelector(({ context }) => context.history.present.seed);
  const edit = useEdit();
  const [draft, setDraft] = useState({ text: String(seed), refused: false, seed });
  if (draft.seed !== seed) setDraft({ text: String(seed), refused: false, seed });
  const take = (): void => {
    const value = seedOf(draft.text);
    setDraft({ ...draft, refused: value === null });
    if (value !== null && value !== seed) edit({ seed: value }, "seed");
  };
  return { seed, draft, write: (text: string) => setDraft({ ...draft, text, refused: false }), take };
}
