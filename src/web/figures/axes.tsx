import type { Millis } from "../../core/model/index.ts";
import { clockOf, clockTicks } from "./clock.ts";
import type { LinearScale } from "./linearScale.ts";

/** Where a chart draws, in pixels of its SVG. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Clock labels under the plot. The first and last are pulled inside so that none is cut. */
export function TimeAxis({ plot, horizon, x }: { plot: Plot; horizon: Millis; x: (at: Millis) => number }) {
  return clockTicks(horizon, plot.right - plot.left).map((at) => (
    <g key={at} transform={`translate(${x(at)},${plot.bottom})`}>
      <line className="figureTick" y2="4" />
      <text className="figureAxis" y="15" textAnchor="middle">
        {clockOf(at)}
      </text>
    </g>
  ));
}

/** Labels at the left and a hairline across for each. */
export function ValueAxis(props: {
  readonly plot: Plot;
  readonly y: LinearScale;
  readonly format: (value: number) => string;
}) {
  const { plot, y, format } = props;
  const ticks = y.ticks(Math.max(2, Math.min(4, Math.floor((plot.bottom - plot.top) / 22))));
  return ticks.map((value) => (
    <g key={value} transform={`translate(0,${y(value)})`}>
      <line className={value === 0 ? "figureBase" : "figureGrid"} x1={plot.left} x2={plot.right} />
      <text className="figureAxis" x={plot.left - 7} dy="0.35em" textAnchor="end">
        {format(value)}
      </text>
    </g>
  ));
}
