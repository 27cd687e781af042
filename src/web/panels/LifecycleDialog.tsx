import "./LifecycleDialog.css";
import { useEffect, useRef, useState } from "react";
import { momentOf } from "../figures/clock.ts";
import { LastTransition } from "../figures/LastTransition.tsx";
import { type Position, positionAt } from "../figures/lifecyclePosition.ts";
import { edgesOf, mermaidSvg } from "../figures/mermaidSvg.ts";
import { type PhaseDiagram, phaseDiagram, phaseMermaid } from "../figures/phaseDiagram.ts";
import type { VisibleRun } from "../state/run.ts";
import { Dialog } from "./Dialog.tsx";
import { standingAt } from "./standing.ts";
import type { Copy } from "./useNotices.ts";

interface LifecycleDialogProps {
  readonly run: VisibleRun;
  readonly playhead: number;
  readonly onCopy: Copy;
  readonly onClose: () => void;
}

/** The lifecycle with the guards of its transitions, large enough to read. */
export function LifecycleDialog({ run, playhead, onCopy, onClose }: LifecycleDialogProps) {
  const { introduction, recording } = run;
  const [diagram] = useState(() => phaseDiagram(introduction.lifecycle));
  const position = positionAt(diagram, recording.decisions, standingAt(recording, playhead).moment.decisionIndex);
  const { place, state } = usePicture(diagram, position);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    // The page's own notice lies behind this window. Where it holds the text to copy by hand, it has to be seen.
    if (await onCopy("The lifecycle", Promise.resolve(phaseMermaid(diagram)))) setCopied(true);
    else onClose();
  };
  const title = `${introduction.dialectTitle} lifecycle`;
  return (
    <Dialog title={title} kind="wide" onClose={onClose}>
      <div className="dialogBody lifecycleBody">
        <p className="hint">
          At {momentOf(playhead)}: <LastTransition position={position} />
        </p>
        {state === "drawing" && <p className="hint">Drawing…</p>}
        {state === "failed" && <Words diagram={diagram} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a picture that scrolls must be reachable by keyboard */}
        <section className="mermaidPicture" ref={place} tabIndex={0} aria-label="Diagram" hidden={state !== "drawn"} />
        {state === "drawn" && (
          <div className="visuallyHidden">
            <Words diagram={diagram} />
          </div>
        )}
        <div className="dialogActions">
          <button type="button" className="button" onClick={copy}>
            Copy Mermaid
          </button>
          <p className="hint" role="status">
            {copied && <b>Copied. </b>}
            Export copies the whole machine, with the states inside a tick.
          </p>
        </div>
      </div>
    </Dialog>
  );
}

/** The picture in words: for a screen reader, and where Mermaid cannot be had. */
function Words({ diagram }: { readonly diagram: PhaseDiagram }) {
  return (
    <ul>
      {diagram.ways.map(({ from, to, guards }) => (
        <li key={`${from} ${to}`}>
          {from} to {to}: {guards.map((guard) => guard || "by itself").join(" or ")}
        </li>
      ))}
    </ul>
  );
}

/** Draws the picture into the element, with the active state and the last transition marked. */
function usePicture(diagram: PhaseDiagram, { active, before }: Position) {
  const place = useRef<HTMLElement>(null);
  const [state, setState] = useState<"drawing" | "drawn" | "failed">("drawing");
  useEffect(() => {
    let wanted = true;
    mermaidSvg(phaseMermaid(diagram)).then(
      (svg) => {
        if (!wanted) return;
        svg.setAttribute("aria-hidden", "true");
        const index = diagram.states.findIndex(({ name }) => name === active);
        svg.querySelector(`[id*="-state-s${index}-"]`)?.toggleAttribute("data-active", true);
        const taken = diagram.ways.findIndex(({ from, to }) => from === before && to === active);
        edgesOf(svg)[taken]?.toggleAttribute("data-taken", true);
        place.current?.replaceChildren(svg);
        setState("drawn");
      },
      () => wanted && setState("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [diagram, active, before]);
  useEffect(() => {
    if (state !== "drawn") return;
    place.current?.querySelector("[data-active]")?.scrollIntoView({ block: "center", inline: "center" });
  }, [state]);
  return { place, state };
}
