import { useId } from "react";
import { largestSeed } from "../state/document.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import { Icon } from "./Icon.tsx";

/** The same seed gives the same run, to the last request. */
export function SeedField() {
  const seed = Playback.useSelector(({ context }) => context.history.present.seed);
  const edit = useEdit();
  const id = useId();
  const take = (text: string): void => {
    const value = Number(text);
    if (text !== "" && Number.isInteger(value) && value >= 0 && value <= largestSeed && value !== seed)
      edit({ seed: value }, "seed");
  };
  return (
    <div className="seed">
      <label htmlFor={id}>
        Seed <small>same seed, same run</small>
      </label>
      <div className="seedRow">
        <input
          id={id}
          key={seed}
          className="field mono"
          inputMode="numeric"
          defaultValue={seed}
          onBlur={(event) => take(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && take(event.currentTarget.value)}
        />
        {/* Chance is welcome here: it only picks a seed, and the seed then decides everything. */}
        <button type="button" className="button" onClick={() => edit({ seed: Math.floor(Math.random() * 10_000) })}>
          <Icon name="dice" /> New seed
        </button>
      </div>
    </div>
  );
}
