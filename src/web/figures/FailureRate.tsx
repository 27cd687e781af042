import { area, line } from "d3-shape";
import { useCallback, useMemo } from "react";
import { type Canvas, ChartFrame } from "./ChartFrame.tsx";
import { fewRequests } from "./CheckMark.tsx";
import type { FigureProps } from "./FigureProps.ts";
import { type FailurePoint, failureMarks, failureMax, failureSeries, queryFor } from "./failureSeries.ts";
import {
  failureColumns,
  failureLabels,
  failurePairAt,
  failureReadout,
  failureRow,
  failureSentence,
} from "./failureWords.ts";
import { LimitZone } from "./LimitZone.tsx";
import { Marks } from "./Marks.tsx";
import { axisPercent } from "./numbers.ts";
import { useTwinRows } from "./useTwinRows.ts";

function bandOf(points: readonly FailurePoint[], { x, y, plot }: Canvas): string {
  // Cut at the top edge: an interval of a handful of requests reaches far beyond the axis.
  const clamped = (value: number): number => Math.max(plot.top, y(value));
  return (
    area<FailurePoint>(
      (point) => x(point.at),
      ({ band }) => clamped(band.low),
      ({ band }) => clamped(band.high),
    ).defined(({ rate }) => rate !== null)([...points]) ?? ""
  );
}

/** The line where it rests on enough requests, or where it does not; the two meet in a common point. */
function lineOf(points: readonly FailurePoint[], { x, y, plot }: Canvas, which: "enough" | "few"): string {
  const few = points.map(({ requests }) => requests < fewRequests);
  const drawn = (index: number): boolean =>
    which === "few" ? few[index] === true || few[index - 1] === true : few[index] === false;
  return (
    line<FailurePoint>(
      (point) => x(point.at),
      ({ rate }) => Math.max(plot.top, y(rate ?? 0)),
    ).defined(({ rate }, index) => rate !== null && drawn(index))([...points]) ?? ""
  );
}

function useFailures({ recording, introduction }: FigureProps) {
  const { limits } = introduction;
  const window = Math.max(recording.tick, limits.windowMs);
  return useMemo(() => {
    const stable = failureSeries(recording, "stable", window);
    const canary = failureSeries(recording, "canary", window);
    const query = queryFor(recording, ["success-rate", "error-rate"]);
    const marks = failureMarks(recording, query);
    const threshold = limits.successRateMin === null ? null : 100 - limits.successRateMin;
    return {
      window,
      stable,
      canary,
      query,
      marks,
      threshold,
      yMax: failureMax({ series: [stable, canary], marks, threshold }),
    };
  }, [recording, limits, window]);
}

/** Failed share of each track over the policy's own window, with what the policy made of it. */
export function FailureRate(figure: FigureProps) {
  const { recording, playhead } = figure;
  const { window, stable, canary, marks, threshold, yMax } = useFailures(figure);
  const ground = useCallback(
    (canvas: Canvas) => threshold !== null && <LimitZone canvas={canvas} limit={threshold} yMax={yMax} tint />,
    [threshold, yMax],
  );
  const lines = useCallback(
    (canvas: Canvas) => (
      <>
        <path className="figureTint-stable" d={bandOf(stable, canvas)} />
        <path className="figureTint-canary" d={bandOf(canary, canvas)} />
        <path className="figureLine figureLine-stable" d={lineOf(stable, canvas, "enough")} />
        <path className="figureLine figureLine-few" d={lineOf(canary, canvas, "few")} />
        <path className="figureLine figureLine-canary" d={lineOf(canary, canvas, "enough")} />
      </>
    ),
    [stable, canary],
  );
  const now = failurePairAt(recording, playhead, window);
  const twin = useTwinRows(recording, playhead, {
    caption: "Failed requests at each check",
    columns: failureColumns,
    row: (decision) =>
      failureRow(
        decision,
        failurePairAt(recording, decision.at, window),
        marks.find(({ check }) => recording.decisions[check.decisionIndex] === decision),
      ),
  });
  return (
    <ChartFrame
      figure={figure}
      name="Failed requests"
      yMax={yMax}
      format={axisPercent}
      ground={ground}
      lines={lines}
      marks={(canvas) => <Marks canvas={canvas} marks={marks} playhead={playhead} />}
      labels={({ y }) => failureLabels(now, y, yMax)}
      readout={(at) => failureReadout(failurePairAt(recording, at, window), window)}
      sentence={failureSentence(now, window, threshold)}
      twin={twin}
    />
  );
}
