import { lazy, Suspense, useRef, useState } from "react";
import type { Finding, Problem } from "../../core/model/index.ts";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import { Dialog } from "./Dialog.tsx";
import { FindingList } from "./FindingList.tsx";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";
import { plural } from "./sentences.ts";

const Editor = lazy(async () => ({ default: (await import("./ManifestEditor.tsx")).ManifestEditor }));

const noFindings: readonly Finding[] = [];

/** Your own manifest in this world. What is typed runs at once behind the dialog; one session is one undo step. */
export function ManifestDialog({ onClose }: { readonly onClose: () => void }) {
  const edit = useEdit();
  const [gesture] = useState(() => `manifest ${performance.now()}`);
  const own = Playback.useSelector(({ context }) => context.history.present.manifest);
  const source = Playback.useSelector(({ context }) => context.shown?.introduction.scenario.policy.source ?? "");
  const [opened, setOpened] = useState({ text: own?.text ?? source, count: 0 });
  const take = (text: string, label = own?.label ?? "my manifest"): void => {
    if (text !== (own?.text ?? source)) edit({ manifest: { label, text }, interventions: [] }, gesture);
  };
  const load = async (file: File): Promise<void> => {
    const text = await file.text();
    setOpened(({ count }) => ({ text, count: count + 1 }));
    take(text, file.name);
  };
  const marks = useMarks();
  return (
    <Dialog title="Use my manifest" kind="window" onClose={onClose}>
      <div className="dialogBody">
        <p className="hint">
          Paste a Flagger <code>Canary</code>, or open or drop its file. It runs in this world as you type. Tab leaves
          the editor.
        </p>
        <div className="manifestEditor">
          <Suspense fallback={<p className="hint">Opening the editor…</p>}>
            <Editor key={opened.count} text={opened.text} marks={marks} onChange={take} />
          </Suspense>
        </div>
        <State />
        <div className="manifestFindings">
          <FindingList findings={marks} />
        </div>
        <Actions onFile={load} onClose={onClose} />
      </div>
    </Dialog>
  );
}

/** Problems of a manifest that cannot run, or findings of one that does. */
function useMarks(): readonly (Problem | Finding)[] {
  const refused = Playback.useSelector((snapshot) => snapshot.matches({ run: "refused" }));
  const problems = Playback.useSelector(({ context }) => context.problems);
  const findings = Playback.useSelector(({ context }) => context.shown?.introduction.findings ?? noFindings);
  return refused ? problems : findings;
}

function State() {
  const refused = Playback.useSelector((snapshot) => snapshot.matches({ run: "refused" }));
  const problems = Playback.useSelector(({ context }) => context.problems.length);
  const findings = Playback.useSelector(({ context }) => context.shown?.introduction.findings.length ?? 0);
  const says = refused
    ? `${plural(problems, "problem")}: the last good run stays on screen`
    : `It runs, with ${plural(findings, "finding")}`;
  return (
    <p className="manifestState" role="status">
      <Mark kind={refused ? "fail" : "ended"} />
      {says}
    </p>
  );
}

interface ActionsProps {
  readonly onFile: (file: File) => Promise<void>;
  readonly onClose: () => void;
}

function Actions({ onFile, onClose }: ActionsProps) {
  const picker = useRef<HTMLInputElement>(null);
  const edit = useEdit();
  const slug = Playback.useSelector(({ context }) => context.history.present.slug);
  const own = Playback.useSelector(({ context }) => context.history.present.manifest !== null);
  return (
    <div className="dialogActions">
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
      <p className="hint" />
      <button type="button" className="button solid" onClick={onClose}>
        See it run
      </button>
    </div>
  );
}
