import { memo } from "react";
import type { Millis } from "../../core/model/index.ts";
import type { Canvas } from "./ChartFrame.tsx";
import { CheckMark } from "./CheckMark.tsx";
import type { Mark } from "./failureSeries.ts";

/** Spans of neighbouring checks that found no data, as first and last time. */
function gapsOf(marks: readonly Mark[]): readonly (readonly [Millis, Millis])[] {
  const gaps: [Millis, Millis][] = [];
  let open = false;
  for (const { check, height } of marks) {
    const gap = gaps.at(-1);
    if (height === null && open && gap !== undefined) gap[1] = check.at;
    else if (height === null) gaps.push([check.at, check.at]);
    open = height === null;
  }
  return gaps;
}

/** Marks shrink where checks follow each other closely, down to where their shapes can still be told. */
function scaleOf(marks: readonly Mark[], x: (at: Millis) => number): number {
  const first = marks[0]?.check.at ?? 0;
  const last = marks.at(-1)?.check.at ?? 0;
  const apart = marks.length < 2 ? 12 : (x(last) - x(first)) / (marks.length - 1);
  return Math.min(1, Math.max(0.62, apart / 11));
}

const Drawn = memo(function Drawn({ canvas, marks, count }: { canvas: Canvas; marks: readonly Mark[]; count: number }) {
  const { plot, x, y } = canvas;
  const shown = marks.slice(0, count);
  const floor = plot.bottom - 7;
  const scale = scaleOf(marks, x);
  return (
    <>
      {gapsOf(shown).map(([from, until]) => (
        <g key={from} className="figureGap">
          <rect x={x(from) - 8} y={floor - 9} width={x(until) - x(from) + 16} height={18} rx="4" />
          <text x={(x(from) + x(until)) / 2} y={floor - 14} textAnchor="middle">
            no data
          </text>
        </g>
      ))}
      {shown.map(({ check, height }) => (
        <CheckMark
          key={`${check.decisionIndex} ${check.check.metric}`}
          check={check}
          x={x(check.at)}
          scale={scale}
          y={height === null ? floor : Math.max(plot.top + 2, y(height))}
        />
      ))}
    </>
  );
});

/** The checks until the playhead; redrawn only when one more has come into view. */
export function Marks({ canvas, marks, playhead }: { canvas: Canvas; marks: readonly Mark[]; playhead: Millis }) {
  return <Drawn canvas={canvas} marks={marks} count={marks.filter(({ check }) => check.at <= playhead).length} />;
}
