import { line } from "d3-shape";
import { useCallback, useMemo } from "react";
import type { Millis, Recording, Track } from "../../core/model/index.ts";
import {
  checksOf,
  latencyQuantiles,
  latencySeries,
  type Quantiles,
  type QuantilesAt,
} from "../../core/recording/index.ts";
import { type Canvas, ChartFrame } from "./ChartFrame.tsx";
import type { FigureProps } from "./FigureProps.ts";
import { flowing, gapOf, type Mark, queryFor } from "./failureSeries.ts";
import { LimitZone } from "./LimitZone.tsx";
import {
  type LatencyPair,
  latencyColumns,
  latencyLabels,
  latencyReadout,
  latencyRow,
  latencySentence,
} from "./latencyWords.ts";
import { Marks } from "./Marks.tsx";
import { niceMax, whole } from "./numbers.ts";
import { useTwinRows } from "./useTwinRows.ts";

const window: Millis = 60_000;
const step: Millis = 10_000;

function latencyMarks(recording: Recording): readonly Mark[] {
  const query = queryFor(recording, ["latency", "latency-mean"]);
  if (query === null) return [];
  return checksOf(recording, query.metric).map((check) => ({
    check,
    height: check.value,
    gap: gapOf(recording, check),
  }));
}

function useLatencies({ recording, introduction }: FigureProps) {
  const { latencyMaxMs } = introduction.limits;
  return useMemo(() => {
    const stable = latencySeries(recording, { track: "stable", window, step });
    const canary = latencySeries(recording, { track: "canary", window, step }).map((point) =>
      flowing(recording, "canary", point.at) ? point : { ...point, quantiles: null },
    );
    const marks = latencyMarks(recording);
    const highest = Math.max(
      0,
      ...[...stable, ...canary].map(({ quantiles }) => quantiles?.p99 ?? 0),
      ...marks.map(({ height }) => height ?? 0),
    );
    return { stable, canary, marks, yMax: niceMax(Math.max(1.1 * highest, 1.25 * (latencyMaxMs ?? 0)), 10, 1e6) };
  }, [recording, latencyMaxMs]);
}

type Which = "p50" | "p95" | "p99";

function lineOf(series: readonly QuantilesAt[], which: Which, { x, y }: Canvas): string {
  return (
    line<QuantilesAt>(
      ({ at }) => x(at),
      ({ quantiles }) => y(quantiles?.[which] ?? 0),
    ).defined(({ quantiles }) => quantiles !== null)([...series]) ?? ""
  );
}

function pairAt(recording: Recording, at: Millis): LatencyPair {
  const of = (track: Track): Quantiles | null =>
    flowing(recording, track, at) ? latencyQuantiles(recording, { track, until: at, window }) : null;
  return { at, canary: of("canary"), stable: of("stable") };
}

const axisMillis = (value: number): string => (value === 0 ? "0 ms" : whole(value));

/** Latency quantiles of the canary, and stable's p99 to compare, over the last minute. */
export function Latency(figure: FigureProps) {
  const { recording, playhead, introduction } = figure;
  const { latencyMaxMs } = introduction.limits;
  const { stable, canary, marks, yMax } = useLatencies(figure);
  const ground = useCallback(
    (canvas: Canvas) => latencyMaxMs !== null && <LimitZone canvas={canvas} limit={latencyMaxMs} yMax={yMax} tint />,
    [latencyMaxMs, yMax],
  );
  const lines = useCallback(
    (canvas: Canvas) => (
      <>
        <path className="figureLine figureLine-stable" d={lineOf(stable, "p99", canvas)} />
        <path className="figureLine figureLine-canaryThin" d={lineOf(canary, "p50", canvas)} />
        <path className="figureLine figureLine-canaryThin" d={lineOf(canary, "p95", canvas)} />
        <path className="figureLine figureLine-canary" d={lineOf(canary, "p99", canvas)} />
      </>
    ),
    [stable, canary],
  );
  const now = pairAt(recording, playhead);
  const twin = useTwinRows(recording, playhead, {
    caption: "Latency at each check",
    columns: latencyColumns,
    row: ({ at }) => latencyRow(pairAt(recording, at)),
  });
  return (
    <ChartFrame
      figure={figure}
      name="Latency"
      yMax={yMax}
      format={axisMillis}
      ground={ground}
      lines={lines}
      marks={(canvas) => <Marks canvas={canvas} marks={marks} playhead={playhead} />}
      labels={(canvas) => latencyLabels(now, canvas)}
      readout={(at) => latencyReadout(pairAt(recording, at))}
      sentence={latencySentence(now, latencyMaxMs)}
      twin={twin}
    />
  );
}
