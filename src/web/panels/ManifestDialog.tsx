import { lazy, Suspense, useRef, useState } from "react";
import type { Problem } from "../../core/model/index.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import { Dialog } from "./Dialog.tsx";
import { FindingList } from "./FindingList.tsx";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";
import { SeeItRun } from "./SeeItRun.tsx";
import { plural } from "./sentences.ts";
import { type ManifestStanding, useManifestStanding } from "./useManifestStanding.ts";
import { useManifestText } from "./useManifestText.ts";

const Editor = lazy(async () => ({ default: (await import("./ManifestEditor.tsx")).ManifestEditor }));

/** Your own manifest in this world. What is typed runs at once behind the dialog. */
export function ManifestDialog({ onClose }: { readonly onClose: () => void }) {
  const { opened, overlong, take, load, replace } = useManifestText();
  const standing = useManifestStanding(overlong);
  const first = standing.kind === "refused" ? (standing.marks[0] ?? null) : null;
  // Opened to fix something, it opens there. Another object is another jump, even to the same place.
  const [place, setPlace] = useState<Problem | null>(first);
  const go = (to: Problem): void => setPlace({ ...to });
  return (
    <Dialog title="Use my manifest" kind="window" onClose={onClose}>
      <div className="dialogBody">
        <p className="hint">
          Paste a Flagger <code>Canary</code>, an Argo <code>Rollout</code> with its templates or a policy of our own
          under <code>native:</code>, or open or drop the file. It runs in this world as you type. Tab leaves the
          editor.
        </p>
        <div className="manifestEditor">
          <Suspense fallback={<p className="hint">Opening the editor…</p>}>
            <Editor key={opened.count} text={opened.text} marks={standing.marks} place={place} onChange={take} />
          </Suspense>
        </div>
        <State standing={standing} onWrap={replace} />
        <div className="manifestFindings">
          <FindingList findings={standing.marks} onGo={go} />
        </div>
        <div className="dialogActions">
          <Sources onFile={load} />
          <SeeItRun standing={standing} onRefused={() => first !== null && go(first)} onRuns={onClose} />
        </div>
      </div>
    </Dialog>
  );
}

interface StateProps {
  readonly standing: ManifestStanding;
  readonly onWrap: (wrapped: string) => void;
}

function State({ standing, onWrap }: StateProps) {
  const { wrapped } = standing;
  const stopped = standing.kind === "refused" || standing.kind === "crashed";
  return (
    <div className="manifestState">
      <p role="status">
        <Mark kind={stopped ? "fail" : standing.kind === "reading" ? "info" : "ended"} />
        {wrapped === null ? stateOf(standing) : "This is a piece of a manifest"}
      </p>
      {wrapped !== null && (
        <button type="button" className="button" onClick={() => onWrap(wrapped)}>
          Add the lines around it
        </button>
      )}
    </div>
  );
}

function stateOf({ kind, marks }: ManifestStanding): string {
  switch (kind) {
    case "reading":
      return "Reading…";
    case "refused":
      return `${plural(marks.length, "problem")}: the last good run stays on screen`;
    case "crashed":
      return "The simulation stopped: the last frame stays on screen";
    case "runs":
      return `It runs, with ${plural(marks.length, "finding")}`;
  }
}

/** Where a manifest can come from, and where it can run, besides what is typed here. */
function Sources({ onFile }: { readonly onFile: (file: File) => Promise<void> }) {
  const picker = useRef<HTMLInputElement>(null);
  const edit = useEdit();
  const slug = Playback.useSelector(({ context }) => context.history.present.slug);
  const own = Playback.useSelector(({ context }) => context.history.present.manifest !== null);
  return (
    <>
      <button type="button" className="button" onClick={() => picker.current?.click()}>
        <Icon name="file" size={14} /> Open a file
      </button>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml,text/yaml"
        hidden
        aria-label="Manifest file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void onFile(file);
          target.value = "";
        }}
      />
      {own && slug !== null && (
        <button type="button" className="button" onClick={() => edit({ slug: null, policy: "", interventions: [] })}>
          Run it in a plain world
        </button>
      )}
    </>
  );
}
