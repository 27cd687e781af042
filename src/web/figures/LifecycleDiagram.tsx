import "./lifecycle.css";
import { memo, useMemo } from "react";
import { decisionIndexAt } from "../../core/recording/index.ts";
import { momentOf } from "./clock.ts";
import type { FigureProps } from "./FigureProps.ts";
import { LastTransition } from "./LastTransition.tsx";
import { type Position, positionAt } from "./lifecyclePosition.ts";
import { type PhaseDiagram, phaseDiagram, reachable } from "./phaseDiagram.ts";
import { phaseLayout, stateHeight } from "./phaseLayout.ts";
import { type Size, useSize } from "./useSize.ts";

interface PictureProps {
  readonly diagram: PhaseDiagram;
  readonly position: Position;
  readonly size: Size;
}

/** Active state filled, last transition thick, what can still come in full strength, the rest faint. */
const Picture = memo(function Picture({ diagram, position, size }: PictureProps) {
  const { active, before, seen } = position;
  const { states, ways } = useMemo(
    () =>
      phaseLayout(
        diagram.states.map(({ name }) => name),
        diagram.ways,
        size,
      ),
    [diagram, size],
  );
  const ahead = reachable(diagram.ways, active);
  const rankOf = ({ from, to }: { from: string; to: string }): "taken" | "ahead" | "behind" =>
    from === before && to === active ? "taken" : ahead.has(from) ? "ahead" : "behind";
  const order = ["behind", "ahead", "taken"];
  // What is drawn later lies on top.
  const ranked = ways
    .map((placed) => ({ ...placed, rank: rankOf(placed.way) }))
    .toSorted((a, b) => order.indexOf(a.rank) - order.indexOf(b.rank));
  return (
    <svg className="figureChart lifecycleChart" width={size.width} height={size.height} aria-hidden="true">
      {ranked.map(({ way, line, head, rank }) => (
        <g key={`${way.from} ${way.to}`} className="lifecycleWay" data-rank={rank}>
          <path className="lifecycleLine" d={line} />
          <path className="lifecycleHead" d={head} />
        </g>
      ))}
      {states.map(({ name, left, top, width }) => (
        <g
          key={name}
          className="lifecycleState"
          data-active={name === active || undefined}
          data-behind={(!ahead.has(name) && !seen.has(name)) || undefined}
        >
          <rect x={left} y={top} width={width} height={stateHeight} rx="7" />
          <text x={left + width / 2} y={top + stateHeight / 2} dy="0.35em" textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
});

/** The lifecycle of the policy's tool, drawn from the machine that runs, with the state at the playhead. */
export function LifecycleDiagram({ recording, playhead, introduction }: FigureProps) {
  const [element, size] = useSize<HTMLDivElement>();
  const diagram = useMemo(() => phaseDiagram(introduction.lifecycle), [introduction.lifecycle]);
  const last = decisionIndexAt(recording.decisions, playhead);
  const position = useMemo(() => positionAt(diagram, recording.decisions, last), [diagram, recording.decisions, last]);
  const says = diagram.states.find(({ name }) => name === position.active)?.says ?? "";
  return (
    <section className="figure lifecycle" aria-label={`${introduction.dialectTitle} lifecycle`}>
      <div className="lifecyclePicture" ref={element}>
        {size !== null && size.width > 200 && size.height > 80 && (
          <Picture diagram={diagram} position={position} size={size} />
        )}
      </div>
      <ol className="visuallyHidden">
        {diagram.states.map(({ name }) => (
          <li key={name} aria-current={name === position.active ? "step" : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <p className="lifecycleSays" data-testid="transition">
        <LastTransition position={position} />
      </p>
      <p className="lifecycleSays">
        <b>{position.active}</b> since {momentOf(position.since)}. {says}
      </p>
    </section>
  );
}
