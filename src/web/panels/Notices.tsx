import "./Notices.css";
import type { ReactNode } from "react";
import { Playback } from "../state/playbackContext.ts";
import { Icon } from "./Icon.tsx";
import { plural } from "./sentences.ts";
import type { Notice } from "./useNotices.ts";

interface NoticesProps {
  readonly notices: readonly Notice[];
  readonly onDismiss: (id: number) => void;
  readonly onManifest: () => void;
  readonly onCopyReport: () => void;
}

/** What went wrong and what to do about it. Nothing here blanks the page: the last frame stays. */
export function Notices({ notices, onDismiss, onManifest, onCopyReport }: NoticesProps) {
  return (
    <div className="notices">
      <Refusal onManifest={onManifest} />
      <Crash onCopyReport={onCopyReport} />
      <div className="toasts" role="status">
        {notices.map(({ id, text, copy }) => (
          <Bar key={id} onDismiss={() => onDismiss(id)}>
            <span>{text}</span>
            {copy !== "" && (
              <textarea
                className="field mono"
                aria-label="Text to copy"
                readOnly
                value={copy}
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </Bar>
        ))}
      </div>
    </div>
  );
}

function Refusal({ onManifest }: { readonly onManifest: () => void }) {
  const actor = Playback.useActorRef();
  const refused = Playback.useSelector((snapshot) => snapshot.matches({ run: "refused" }));
  const problems = Playback.useSelector(({ context }) => context.problems);
  const own = Playback.useSelector(({ context }) => context.history.present.manifest !== null);
  const shows = Playback.useSelector(({ context }) => context.shown !== null);
  if (!refused) return null;
  const [first] = problems;
  return (
    <div className="bar alert" role="alert">
      <b>{shows ? "Stale" : "Cannot run"}</b>
      <span>
        {own ? `Your manifest has ${plural(problems.length, "problem")}.` : "This cannot run."}{" "}
        {first !== undefined &&
          `${own ? `Line ${first.line}:${first.column}: ` : ""}${first.message.replace(/\.$/, "")}.`}{" "}
        {shows && "What you see is the last good run."}
      </span>
      {own && (
        <button type="button" className="button" onClick={onManifest}>
          Fix it
        </button>
      )}
      <button type="button" className="button" onClick={() => actor.send({ type: "undo" })}>
        Undo
      </button>
    </div>
  );
}

function Crash({ onCopyReport }: { readonly onCopyReport: () => void }) {
  const actor = Playback.useActorRef();
  const crashed = Playback.useSelector((snapshot) => snapshot.matches({ run: "crashed" }));
  const message = Playback.useSelector(({ context }) => context.crash);
  const shows = Playback.useSelector(({ context }) => context.shown !== null);
  if (!crashed) return null;
  return (
    <div className="bar alert" role="alert">
      <b>Our fault</b>
      <span>
        The simulation stopped: {message.replace(/\.$/, "")}. {shows && "What you see is as far as it came. "}Nothing
        that you did is lost.
      </span>
      <button type="button" className="button" onClick={() => actor.send({ type: "rerun" })}>
        Run again
      </button>
      {shows && (
        <button type="button" className="button" onClick={onCopyReport}>
          Copy report
        </button>
      )}
    </div>
  );
}

function Bar({ children, onDismiss }: { readonly children: ReactNode; readonly onDismiss: () => void }) {
  return (
    <div className="bar">
      {children}
      <button type="button" className="button icon" aria-label="Dismiss" onClick={onDismiss}>
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}
