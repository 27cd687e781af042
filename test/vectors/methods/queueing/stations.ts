import { accumulate, fates, RequestColumns } from "../../../../src/core/engine/queueing/requestColumns.ts";
import { type Patience, stationMakers, stationPath } from "../../../../src/core/engine/queueing/stationPath.ts";
import { type StationSpec, withAtMost } from "../../../../src/core/engine/queueing/stationSpec.ts";
import { timeAverage } from "../../../../src/core/engine/queueing/timeAverage.ts";
import { type Distribution, drawsOf } from "../../../../src/core/math/distribution.ts";
import { readDistribution } from "../../../../src/core/math/readDistribution.ts";
import type { Draws, Replication } from "../../statistical.ts";
import { Durations, draws, type Run, windowOf } from "./run.ts";

interface Poisson {
  readonly lambda: number;
  readonly run: Run;
}
interface Markovian extends Poisson {
  readonly mu: number;
  readonly c: number;
}

/** One station each, on the path that is exact for it. */
export const stationMethods = {
  "sim-mmc": {
    component: 1001,
    prepare: (input: Markovian) => [simulate({ ...markovian(input), measure: waitsAndResponses })],
  },
  "sim-mmck": {
    component: 1002,
    prepare: (input: Markovian & { readonly K: number }) => [
      simulate({
        ...markovian(input),
        station: withAtMost(input.c, input.K),
        measure: losses,
      }),
    ],
  },
  "sim-mg1": {
    component: 1003,
    prepare: (input: Poisson & { readonly service: unknown }) => [
      simulate({
        ...poisson(input),
        service: readDistribution(input.service),
        station: unlimited(1),
        workers: 1,
        measure: waitsAndResponses,
      }),
    ],
  },
  "sim-gm1": {
    component: 1004,
    prepare: (input: { readonly arrivals: unknown; readonly mu: number; readonly run: Run }) => [
      simulate({
        ...markovian({ lambda: 1, c: 1, mu: input.mu, run: input.run }),
        gaps: readGaps(input.arrivals),
        measure: waitsAndResponses,
      }),
    ],
  },
  "sim-mmc-abandon": {
    component: 1005,
    prepare: (input: Markovian & { readonly theta: number }) => [
      simulate({
        ...markovian(input),
        patience: { kind: "exponential", mean: 1 / input.theta },
        measure: abandonment,
      }),
    ],
  },
  "sim-mmc-timeout": {
    component: 1006,
    prepare: (input: Markovian & { readonly queueTimeout: number }) => [
      simulate({
        ...markovian(input),
        patience: { kind: "deterministic", value: input.queueTimeout },
        measure: abandonment,
      }),
    ],
  },
};

interface StationRun {
  readonly run: Run;
  readonly gaps: Distribution;
  readonly service: Distribution;
  readonly patience?: Distribution;
  readonly station: StationSpec;
  /** What utilisation is a share of. */
  readonly workers: number;
  readonly measure: (requests: RequestColumns, run: StationRun) => Replication;
}

function simulate(setup: StationRun): (draw: Draws) => Replication {
  const { run, gaps, service, patience, station: spec } = setup;
  const requests = new RequestColumns(run.requests);
  const make = stationMakers[stationPath(spec, patienceOf(patience))];
  return (draw) => {
    drawsOf(gaps, draw(draws.arrivals))(requests.arrival);
    accumulate(requests.arrival);
    drawsOf(service, draw(draws.service))(requests.service);
    if (patience !== undefined) drawsOf(patience, draw(draws.patience))(requests.patience);
    const station = make(spec, requests);
    for (let slot = 0; slot < run.requests; slot++) station.offer(slot);
    station.finish();
    return setup.measure(requests, setup);
  };
}

function patienceOf(patience: Distribution | undefined): Patience {
  if (patience === undefined) return "none";
  return patience.kind === "deterministic" ? "fixed" : "random";
}

function unlimited(workers: number): StationSpec {
  return { workers, queueLimit: Number.POSITIVE_INFINITY };
}

function poisson({ lambda, run }: Poisson) {
  return { run, gaps: { kind: "exponential", mean: 1 / lambda } as const };
}

function markovian(input: Markovian) {
  return {
    ...poisson(input),
    service: { kind: "exponential", mean: 1 / input.mu } as const,
    station: unlimited(input.c),
    workers: input.c,
  };
}

/** As arrivals, a deterministic law may call its value the gap. */
function readGaps(arrivals: unknown): Distribution {
  const { kind, gap, ...rest } = arrivals as Readonly<Record<string, unknown>>;
  if (kind !== "deterministic" || gap === undefined) return readDistribution(arrivals);
  return readDistribution({ kind, value: gap, ...rest });
}

/** Columns of one vector are reused over replications, and so are the scratch of its measures. */
const scratch = new WeakMap<RequestColumns, Durations>();

function durationsFor(requests: RequestColumns): Durations {
  const kept = scratch.get(requests);
  if (kept !== undefined) return kept;
  const made = new Durations(requests.capacity);
  scratch.set(requests, made);
  return made;
}

function waitsAndResponses(requests: RequestColumns, { run, workers }: StationRun): Replication {
  const window = windowOf(requests.arrival, run);
  const durations = durationsFor(requests);
  const wait = durations.measure(requests.arrival, requests.start, run);
  const waits = {
    probWait: wait.shareAboveZero,
    meanWait: wait.mean,
    waitP50: wait.quantile(0.5),
    waitP90: wait.quantile(0.9),
    waitP99: wait.quantile(0.99),
  };
  const response = durations.measure(requests.arrival, requests.departure, run);
  return {
    ...waits,
    meanResponse: response.mean,
    responseP50: response.quantile(0.5),
    responseP90: response.quantile(0.9),
    responseP99: response.quantile(0.99),
    utilisation: timeAverage(requests.start, requests.departure, run.requests, window) / workers,
    meanQueue: timeAverage(requests.arrival, requests.start, run.requests, window),
    meanInSystem: timeAverage(requests.arrival, requests.departure, run.requests, window),
  };
}

/** A refused request has no wait, so the sum over all is the sum over the accepted. */
function losses(requests: RequestColumns, { run, workers }: StationRun): Replication {
  const window = windowOf(requests.arrival, run);
  const counted = run.requests - run.warmup;
  const refused = countFate(requests, run, fates.refused);
  const { mean } = durationsFor(requests).measure(requests.arrival, requests.start, run);
  return {
    probLoss: refused / counted,
    throughput: (counted - refused) / (window.until - window.from),
    utilisation: timeAverage(requests.start, requests.departure, run.requests, window) / workers,
    meanInSystem: timeAverage(requests.arrival, requests.departure, run.requests, window),
    meanWaitAccepted: (mean * counted) / (counted - refused),
  };
}

function abandonment(requests: RequestColumns, { run, workers }: StationRun): Replication {
  const window = windowOf(requests.arrival, run);
  const counted = run.requests - run.warmup;
  const abandoned = countFate(requests, run, fates.abandoned) / counted;
  let found = 0;
  for (let slot = run.warmup; slot < run.requests; slot++) {
    // Without patience a request that finds all workers busy leaves at once.
    if (
      requests.fate[slot] === fates.abandoned ||
      (requests.start[slot] as number) > (requests.arrival[slot] as number)
    )
      found++;
  }
  return {
    probAbandon: abandoned,
    probTimeout: abandoned,
    probWait: found / counted,
    meanQueue: timeAverage(requests.arrival, requests.start, run.requests, window),
    utilisation: timeAverage(requests.start, requests.departure, run.requests, window) / workers,
  };
}

function countFate(requests: RequestColumns, { requests: until, warmup }: Run, fate: number): number {
  let count = 0;
  for (let slot = warmup; slot < until; slot++) if (requests.fate[slot] === fate) count++;
  return count;
}
