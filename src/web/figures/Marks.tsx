import { memo } from "react";
import type { Millis } from "../../core/model/index.ts";
import type { Canvas } from "./ChartFrame.tsx";
import { CheckMark } from "./CheckMark.tsx";
import type { Mark } from "./failureSeries.ts";

/** Width of a glyph of the 11 px label face, on the safe side. */
const glyph = 6.2;

interface Gap {
  readonly from: Millis;
  until: Millis;
  readonly gap: Mark["gap"];
}

/** Spans of neighbouring checks that found no data, from the first to the last. */
function gapsOf(marks: readonly Mark[]): readonly Gap[] {
  const gaps: Gap[] = [];
  let open = false;
  for (const { check, height, gap } of marks) {
    const last = gaps.at(-1);
    if (height === null && open && last !== undefined) last.until = check.at;
    else if (height === null) gaps.push({ from: check.at, until: check.at, gap });
    open = height === null;
  }
  return gaps;
}

/** As much as there is room for: that there is none, what follows from it, and why there is none. */
function gapWords({ gap }: Gap, room: number): string {
  if (gap === null) return "no data";
  const words = [`no data (${gap.reason}): ${gap.means}`, `no data: ${gap.means}`];
  return words.find((text) => text.length * glyph < room) ?? "no data";
}

/** Words over a gap begin where it does, or end there where the figure ends too soon. */
function GapNote({ gap, canvas: { plot, x }, y }: { gap: Gap; canvas: Canvas; y: number }) {
  const [left, right] = [x(gap.from) - 8, x(gap.until) + 8];
  const leftward = left - plot.left > plot.right - left;
  return (
    <text x={leftward ? right : left} y={y} textAnchor={leftward ? "end" : "start"}>
      {gapWords(gap, leftward ? right - plot.left : plot.right - left)}
    </text>
  );
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
      {gapsOf(shown).map((gap) => (
        <g key={gap.from} className="figureGap">
          <rect x={x(gap.from) - 8} y={floor - 9} width={x(gap.until) - x(gap.from) + 16} height={18} rx="4" />
          <GapNote gap={gap} canvas={canvas} y={floor - 14} />
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
