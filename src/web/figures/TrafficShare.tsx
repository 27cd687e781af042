import { area, curveStepAfter, line } from "d3-shape";
import { useCallback, useMemo } from "react";
import type { Plot } from "./axes.tsx";
import { type Canvas, ChartFrame } from "./ChartFrame.tsx";
import { type Ending, endingOf } from "./endings.ts";
import type { FigureProps } from "./FigureProps.ts";
import { axisPercent, niceMax } from "./numbers.ts";
import { type SharePoint, shareSeries } from "./shareSeries.ts";
import { shareColumns, shareLabels, shareReadout, shareRow, shareSentence } from "./shareWords.ts";
import { useTwinRows } from "./useTwinRows.ts";

function useLines(series: ReturnType<typeof shareSeries>) {
  return useCallback(
    ({ x, y, plot }: Canvas) => {
      const of = (value: (point: SharePoint) => number) =>
        line<SharePoint>(
          (point) => x(point.at),
          (point) => y(value(point)),
        );
      const served = series.points.filter((point) => point.served !== null);
      const servedY = (point: SharePoint): number => y(point.served ?? 0);
      return (
        <>
          <path
            className="figureTint-canary"
            d={area<SharePoint>((point) => x(point.at), plot.bottom, servedY)(served) ?? ""}
          />
          <path className="figureLine figureLine-users" d={of(({ users }) => users)(series.points) ?? ""} />
          <path
            className="figureLine figureLine-canary"
            d={line<SharePoint>((point) => x(point.at), servedY)(served) ?? ""}
          />
          <path
            className="figureLine figureLine-asked"
            d={
              line<{ at: number; asked: number }>(
                (step) => x(step.at),
                (step) => y(step.asked),
              ).curve(curveStepAfter)(series.steps) ?? ""
            }
          />
        </>
      );
    },
    [series],
  );
}

const nothing = () => null;

/** When the rollout ended, in words on the side where they stay clear of the playhead. */
function EndingFlag({ ending, x, now, plot }: { ending: Ending; x: number; now: number; plot: Plot }) {
  const near = now - x < 72;
  const leftward = near && x - plot.left > 72;
  return (
    <g transform={`translate(${x},0)`}>
      <line className="figureEnding" y1={plot.top - 4} y2={plot.bottom} />
      {(leftward || !near) && (
        <text className="figureNote" x={leftward ? -6 : 6} y={plot.top + 3} textAnchor={leftward ? "end" : "start"}>
          {ending.says}
        </text>
      )}
    </g>
  );
}

/** Share of the traffic that the canary was asked to take, took, and share of the users that met it. */
export function TrafficShare(figure: FigureProps) {
  const { recording, playhead } = figure;
  const series = useMemo(() => shareSeries(recording), [recording]);
  const lines = useLines(series);
  const ending = useMemo(() => endingOf(recording), [recording]);
  const twin = useTwinRows(recording, playhead, {
    caption: "Share on canary at each decision",
    columns: shareColumns,
    row: ({ at }) => shareRow(recording, at),
  });
  return (
    <ChartFrame
      figure={figure}
      name="Share on canary"
      yMax={niceMax(series.highest * 1.08, 10, 100)}
      format={axisPercent}
      ground={nothing}
      lines={lines}
      marks={({ x, plot }) =>
        ending !== null && ending.at <= playhead ? (
          <EndingFlag ending={ending} x={x(ending.at)} now={x(playhead)} plot={plot} />
        ) : null
      }
      labels={({ y }) => shareLabels(recording, playhead, y)}
      readout={(at) => shareReadout(recording, at)}
      sentence={shareSentence(recording, playhead)}
      twin={twin}
    />
  );
}
