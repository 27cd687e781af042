import { useEffect, useMemo, useRef, useState } from "react";
import type { Decision } from "../../core/model/index.ts";
import { decisionIndexAt } from "../../core/recording/index.ts";
import { clockOf } from "./clock.ts";
import type { FigureProps } from "./FigureProps.ts";
import { mermaidSvg, scaleToFit } from "./mermaidSvg.ts";
import { type PhaseDiagram, phaseDiagram, reachable } from "./phaseDiagram.ts";

/** Which state is active at the playhead, and which one it came from. */
interface Position {
  readonly active: string;
  readonly before: string | null;
  /** States that the rollout has been in so far. */
  readonly seen: ReadonlySet<string>;
  readonly since: number;
}

const phaseOf = ({ nodes }: Decision): string => nodes[0]?.split(".")[0] ?? "";

function positionAt(decisions: readonly Decision[], last: number, first: string): Position {
  const now = decisions[last];
  if (now === undefined) return { active: first, before: null, since: 0, seen: new Set([first]) };
  const active = phaseOf(now);
  let start = last;
  while (start > 0 && phaseOf(decisions[start - 1] ?? now) === active) start--;
  const previous = decisions[start - 1];
  return {
    active,
    before: previous === undefined ? first : phaseOf(previous),
    since: decisions[start]?.at ?? 0,
    seen: new Set([first, ...decisions.slice(0, last + 1).map(phaseOf)]),
  };
}

/** Edges carry a running number at the end of their id, in the order of the text. */
function edgesOf(svg: SVGSVGElement): readonly SVGPathElement[] {
  const number = ({ id }: Element): number => Number(/(\d+)$/.exec(id)?.[1] ?? 0);
  return [...svg.querySelectorAll<SVGPathElement>("path.transition")].sort((a, b) => number(a) - number(b));
}

function mark(svg: SVGSVGElement, { states, ways }: PhaseDiagram, { active, before, seen }: Position): void {
  const ahead = reachable(ways, active);
  for (const { name, id } of states) {
    const node = svg.querySelector(`[id*="-state-${id}-"]`);
    node?.toggleAttribute("data-active", name === active);
    node?.toggleAttribute("data-behind", !ahead.has(name) && !seen.has(name));
  }
  edgesOf(svg).forEach((path, index) => {
    const way = ways[index];
    path.toggleAttribute("data-taken", way?.from === before && way?.to === active);
    path.toggleAttribute("data-behind", way === undefined || !ahead.has(way.from));
  });
}

/** Draws the picture into the element; says whether there is one. */
function usePicture(diagram: PhaseDiagram, position: Position) {
  const place = useRef<HTMLDivElement>(null);
  const [picture, setPicture] = useState<SVGSVGElement | null>(null);
  useEffect(() => {
    let wanted = true;
    mermaidSvg(diagram.text).then(
      (svg) => {
        if (!wanted) return;
        scaleToFit(svg, 13);
        place.current?.replaceChildren(svg);
        setPicture(svg);
      },
      // The list below stays, and says the same.
      () => wanted && setPicture(null),
    );
    return () => {
      wanted = false;
    };
  }, [diagram.text]);
  useEffect(() => {
    if (picture !== null) mark(picture, diagram, position);
  }, [picture, diagram, position]);
  return { place, drawn: picture !== null };
}

/** The lifecycle of the policy's tool, drawn from the machine that runs, with the state at the playhead. */
export function LifecycleDiagram({ recording, playhead, introduction }: FigureProps) {
  const diagram = useMemo(() => phaseDiagram(introduction.lifecycle), [introduction.lifecycle]);
  const last = decisionIndexAt(recording.decisions, playhead);
  const position = useMemo(
    () => positionAt(recording.decisions, last, diagram.states[0]?.name ?? ""),
    [recording, last, diagram],
  );
  const { place, drawn } = usePicture(diagram, position);
  const says = diagram.states.find(({ name }) => name === position.active)?.says ?? "";
  return (
    <section className="figure lifecycle" aria-label={`${introduction.dialectTitle} lifecycle`}>
      <div className="lifecyclePicture" ref={place} aria-hidden="true" hidden={!drawn} />
      <ol className={drawn ? "visuallyHidden" : "lifecycleList"}>
        {diagram.states.map(({ name }) => (
          <li key={name} aria-current={name === position.active ? "step" : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <p className="lifecycleSays">
        <b>{position.active}</b> since {clockOf(position.since)}. {says}
      </p>
    </section>
  );
}
