import { type PointerEvent, type ReactNode, useId, useMemo, useState } from "react";
import type { Millis } from "../../core/model/index.ts";
import { type Plot, TimeAxis, ValueAxis } from "./axes.tsx";
import { type EndLabel, EndLabels } from "./endLabels.tsx";
import type { FigureProps } from "./FigureProps.ts";
import { type LinearScale, linearScale } from "./linearScale.ts";
import { type Readout, ReadoutBox } from "./ReadoutBox.tsx";
import { TextTwin, type Twin } from "./TextTwin.tsx";
import { type Size, useSize } from "./useSize.ts";

/** What a chart's painter works with. */
export interface Canvas {
  readonly plot: Plot;
  readonly x: (at: Millis) => number;
  readonly y: (value: number) => number;
}

interface ChartFrameProps {
  readonly figure: FigureProps;
  readonly name: string;
  readonly yMax: number;
  readonly format: (value: number) => string;
  /** Backgrounds and limits, drawn over the whole axis. Keep its identity while nothing changes. */
  readonly ground: (canvas: Canvas) => ReactNode;
  /** The whole run; the frame clips it at the playhead. Keep its identity while nothing changes. */
  readonly lines: (canvas: Canvas) => ReactNode;
  /** Marks up to the playhead, above the lines and not clipped. */
  readonly marks: (canvas: Canvas) => ReactNode;
  readonly labels: (canvas: Canvas) => readonly EndLabel[];
  readonly readout: (at: Millis) => Readout;
  readonly sentence: string;
  readonly twin: Twin;
}

/** Room for labels at line ends; on a narrow screen they turn to the other side of the playhead instead. */
function plotOf({ width, height }: Size): Plot {
  return { left: 44, right: width - (width > 480 ? 122 : 18), top: 10, bottom: height - 20 };
}

function useCanvas({ width, height }: Size, horizon: Millis, yMax: number) {
  return useMemo(() => {
    const plot = plotOf({ width, height });
    const x = linearScale(horizon, [plot.left, plot.right]);
    const y = linearScale(yMax, [plot.bottom, plot.top]);
    return { plot, x, y };
  }, [width, height, horizon, yMax]);
}

/** The time under the pointer; null away from the plot and in the part that has not happened yet. */
function useHover(x: LinearScale, playhead: Millis) {
  const [at, setAt] = useState<Millis | null>(null);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    setAt(x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
  };
  const hovered = at !== null && at >= 0 && at <= playhead ? at : null;
  return { hovered, point, leave: () => setAt(null) };
}

function Chart({ size, ...props }: ChartFrameProps & { readonly size: Size }) {
  const { figure, ground, lines, format } = props;
  const canvas = useCanvas(size, figure.horizon, props.yMax);
  const { plot, x, y } = canvas;
  const clip = useId();
  const { hovered, point, leave } = useHover(x, figure.playhead);
  // Elements that keep their identity cost React nothing when only the playhead moved.
  const axes = useMemo(
    () => (
      <>
        <ValueAxis plot={plot} y={y} format={format} />
        <TimeAxis plot={plot} horizon={figure.horizon} x={x} />
      </>
    ),
    [plot, x, y, format, figure.horizon],
  );
  const behind = useMemo(() => ground(canvas), [ground, canvas]);
  const drawn = useMemo(() => lines(canvas), [lines, canvas]);
  const now = x(Math.min(figure.playhead, figure.horizon));
  return (
    <>
      <svg
        className="figureChart"
        width={size.width}
        height={size.height}
        aria-hidden="true"
        onPointerMove={point}
        onPointerLeave={leave}
      >
        <clipPath id={clip}>
          <rect x={plot.left} y={0} width={Math.max(0, now - plot.left)} height={plot.bottom + 1} />
        </clipPath>
        {axes}
        {behind}
        <g clipPath={`url(#${clip})`}>{drawn}</g>
        {props.marks(canvas)}
        <line className="figurePlayhead" x1={now} x2={now} y1={0} y2={plot.bottom} />
        <EndLabels labels={props.labels(canvas)} x={now} width={size.width} top={8} bottom={plot.bottom - 6} />
        {hovered !== null && (
          <line className="figureHover" x1={x(hovered)} x2={x(hovered)} y1={plot.top} y2={plot.bottom} />
        )}
      </svg>
      {hovered !== null && <ReadoutBox readout={props.readout(hovered)} x={x(hovered)} width={size.width} />}
    </>
  );
}

/** Axes, playhead, end labels, readout and text twin around what one chart draws. */
export function ChartFrame(props: ChartFrameProps) {
  const [element, size] = useSize<HTMLDivElement>();
  return (
    <section className="figure" aria-label={props.name}>
      <div className="figureCanvas" ref={element}>
        {size !== null && size.width > 80 && size.height > 40 && <Chart {...props} size={size} />}
      </div>
      <TextTwin sentence={props.sentence} table={props.twin} />
    </section>
  );
}
