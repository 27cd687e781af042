import { useId } from "react";
import type { Canvas } from "./ChartFrame.tsx";

/** The bound of a policy: a dashed line with its words, and a tint over where a check fails. */
export function LimitZone(props: {
  readonly canvas: Canvas;
  readonly limit: number;
  readonly yMax: number;
  readonly tint: boolean;
}) {
  const { plot, y } = props.canvas;
  const hatch = useId();
  if (props.limit > props.yMax) return null;
  const at = y(props.limit);
  // Inside the zone where it is high enough for a line of text, else just under its edge.
  const textY = at - plot.top > 16 ? at - 6 : at + 13;
  const zone = { x: plot.left, y: plot.top, width: plot.right - plot.left, height: Math.max(0, at - plot.top) };
  return (
    <g>
      {props.tint && (
        <>
          <rect className="figureTint-fail" {...zone} />
          {/* Shown where colours are forced, in which a tint is lost. */}
          <g className="figureHatch">
            <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path d="M0 0v7" strokeWidth="1.5" />
            </pattern>
            <rect fill={`url(#${hatch})`} {...zone} />
          </g>
        </>
      )}
      <line className="figureLimit" x1={plot.left} x2={plot.right} y1={at} y2={at} />
      <text className="figureLimitText" x={plot.right - 6} y={textY} textAnchor="end">
        fails above
      </text>
    </g>
  );
}
