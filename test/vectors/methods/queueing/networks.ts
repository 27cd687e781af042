import { InfiniteServer } from "../../../../src/core/engine/queueing/infiniteServer.ts";
import type { NetworkMeasures } from "../../../../src/core/engine/queueing/networkMeasures.ts";
import { QueueingNetwork } from "../../../../src/core/engine/queueing/queueingNetwork.ts";
import { RequestColumns } from "../../../../src/core/engine/queueing/requestColumns.ts";
import { RetrialQueue } from "../../../../src/core/engine/queueing/retrialQueue.ts";
import { ShortestQueues } from "../../../../src/core/engine/queueing/shortestQueues.ts";
import { withAtMost } from "../../../../src/core/engine/queueing/stationSpec.ts";
import { timeAverage } from "../../../../src/core/engine/queueing/timeAverage.ts";
import { WeightedSplit } from "../../../../src/core/engine/queueing/weightedSplit.ts";
import { Station } from "../../../../src/core/engine/station.ts";
import { drawsOf, fillExponential } from "../../../../src/core/math/distribution.ts";
import { readDistribution } from "../../../../src/core/math/readDistribution.ts";
import { type Draws, moments, type Replication } from "../../statistical.ts";
import { Durations, draws, fillPoissonArrivals, meanOfColumn, quantilesOf, type Run, windowOf } from "./run.ts";

const mostInFlight = 1 << 17;

interface StationInput {
  readonly mu: number;
  readonly c: number;
}
interface Tandem {
  readonly lambda: number;
  readonly stations: readonly StationInput[];
  readonly run: Run;
}
interface Jackson {
  readonly external: readonly number[];
  readonly routing: readonly (readonly number[])[];
  readonly stations: readonly StationInput[];
  readonly run: Run;
}
interface Retrial extends StationInput {
  readonly lambda: number;
  readonly K: number;
  readonly retryRate: number;
  readonly run: Run;
}
interface InFlight {
  readonly lambda: number;
  readonly service: unknown;
  readonly at: readonly number[];
  readonly run: Run;
}
interface PowerOfTwo {
  readonly rho: number;
  readonly choices: number;
  readonly servers: number;
  readonly mu: number;
  readonly run: Run;
}

/** Several stations, or one whose refusals come back. */
export const networkMethods = {
  "sim-tandem": { component: 1011, prepare: (input: Tandem) => [tandem(input)] },
  "sim-jackson": { component: 1012, prepare: (input: Jackson) => [(draw: Draws) => jackson(input, draw)] },
  "sim-inflight": { component: 1013, prepare: (input: InFlight) => [inFlight(input)] },
  "sim-power-of-two": { component: 1014, prepare: (input: PowerOfTwo) => [(draw: Draws) => powerOfTwo(input, draw)] },
  "sim-retrial": { component: 1015, prepare: (input: Retrial) => [(draw: Draws) => retrial(input, draw)] },
};

/** Single workers keep the order of arrival, so each station is decided at arrival; else the network runs. */
function tandem(input: Tandem): (draw: Draws) => Replication {
  return input.stations.slice(0, -1).every(({ c }) => c === 1)
    ? tandemInOrder(input)
    : (draw) => tandemByEvents(input, draw);
}

function tandemInOrder({ lambda, stations, run }: Tandem): (draw: Draws) => Replication {
  const columns: RequestColumns[] = [];
  for (const _ of stations) columns.push(new RequestColumns(run.requests, columns.at(-1)?.departure));
  const durations = new Durations(run.requests);
  const [first] = columns;
  const last = columns.at(-1);
  if (first === undefined || last === undefined) throw new Error("a tandem needs a station");
  return (draw) => {
    fillPoissonArrivals(draw(draws.arrivals), lambda, first.arrival);
    for (const [index, requests] of columns.entries()) {
      const { mu = Number.NaN, c = 1 } = stations[index] ?? {};
      fillExponential(draw(draws.luck + index), 1 / mu, requests.service);
      const station = new Station({ workers: c, queueLimit: Number.POSITIVE_INFINITY }, requests);
      for (let slot = 0; slot < run.requests; slot++) station.offer(slot);
    }
    const window = windowOf(first.arrival, run);
    const whole = durations.measure(first.arrival, last.departure, run);
    return {
      meanResponse: whole.mean,
      responseP50: whole.quantile(0.5),
      responseP90: whole.quantile(0.9),
      responseP99: whole.quantile(0.99),
      stationMeanResponse: columns.map(({ arrival, departure }) => durations.measure(arrival, departure, run).mean),
      stationUtilisation: columns.map(
        ({ start, departure }, i) => timeAverage(start, departure, run.requests, window) / (stations[i]?.c ?? 1),
      ),
    };
  };
}

function tandemByEvents({ lambda, stations, run }: Tandem, draw: Draws): Replication {
  const rows = stations.map((_, i) => stations.map((_, j) => (j === i + 1 ? 1 : 0)));
  const external = stations.map((_, i) => (i === 0 ? lambda : 0));
  const measures = runNetwork({ external, routing: rows, stations, run }, draw);
  const [p50 = Number.NaN, p90 = Number.NaN, p99 = Number.NaN] = quantilesOf(measures.response, [0.5, 0.9, 0.99]);
  return {
    ...networkFigures(measures, stations),
    responseP50: p50,
    responseP90: p90,
    responseP99: p99,
    stationMeanResponse: [...measures.stay].map((sum, i) => sum / (measures.stays[i] as number)),
  };
}

function jackson(input: Jackson, draw: Draws): Replication {
  return networkFigures(runNetwork(input, draw), input.stations);
}

function runNetwork({ external, routing, stations, run }: Jackson, draw: Draws): NetworkMeasures {
  const rate = external.reduce((sum, each) => sum + each, 0);
  const network = new QueueingNetwork(
    {
      stations: stations.map(({ mu, c }) => ({ workers: c, meanService: 1 / mu })),
      entry: new WeightedSplit(external),
      routing: routing.map(
        (row) => new WeightedSplit([...row, Math.max(0, 1 - row.reduce((sum, share) => sum + share, 0))]),
      ),
    },
    {
      gaps: drawsOf({ kind: "exponential", mean: 1 / rate }, draw(draws.arrivals)),
      services: drawsOf({ kind: "exponential", mean: 1 }, draw(draws.service)),
      entries: drawsOf({ kind: "uniform", low: 0, high: 1 }, draw(draws.choice)),
      ways: drawsOf({ kind: "uniform", low: 0, high: 1 }, draw(draws.policy)),
    },
    mostInFlight,
  );
  return network.run(run.requests, run.warmup);
}

function networkFigures(measures: NetworkMeasures, stations: readonly StationInput[]): Replication {
  const seconds = measures.window.until - measures.window.from;
  return {
    stationArrivalRate: [...measures.visits].map((visits) => visits / seconds),
    stationUtilisation: [...measures.busyTime].map((time, i) => time / seconds / (stations[i]?.c ?? 1)),
    stationMeanInSystem: [...measures.timeInSystem].map((time) => time / seconds),
    meanResponse: meanOfColumn(measures.response),
  };
}

function inFlight({ lambda, service, at, run }: InFlight): (draw: Draws) => Replication {
  const law = readDistribution(service);
  const arrival = new Float64Array(run.requests);
  const times = new Float64Array(run.requests);
  const found = new Int32Array(run.requests);
  return (draw) => {
    fillPoissonArrivals(draw(draws.arrivals), lambda, arrival);
    drawsOf(law, draw(draws.service))(times);
    new InfiniteServer(mostInFlight).serve(arrival, times, found);
    const counted = found.subarray(run.warmup);
    const { mean, variance } = moments(counted);
    return {
      meanInFlight: mean,
      varianceInFlight: variance,
      cdfInFlight: at.map((most) => counted.reduce((sum, n) => sum + (n <= most ? 1 : 0), 0) / counted.length),
    };
  };
}

const block = 4096;

function powerOfTwo({ rho, choices, servers, mu, run }: PowerOfTwo, draw: Draws): Replication {
  const queues = new ShortestQueues(servers, choices);
  const streams = { arrival: draw(draws.arrivals), service: draw(draws.service), choice: draw(draws.choice) };
  const gap = 1 / (rho * servers * mu);
  let at = 0;
  const serve = (requests: number): number => {
    let responses = 0;
    for (let done = 0; done < requests; done += block) {
      const size = Math.min(block, requests - done);
      const arrival = new Float64Array(size);
      const service = new Float64Array(size);
      const choice = new Float64Array(size * choices);
      const response = new Float64Array(size);
      fillExponential(streams.arrival, gap, arrival);
      for (let i = 0; i < size; i++) arrival[i] = at += arrival[i] as number;
      fillExponential(streams.service, 1 / mu, service);
      streams.choice.fillInto(choice);
      queues.serve({ arrival, service, choice }, response);
      for (let i = 0; i < size; i++) responses += response[i] as number;
    }
    return responses;
  };
  serve(run.warmup);
  const from = at;
  queues.open(from);
  const counted = run.requests - run.warmup;
  const responses = serve(counted);
  const levels = queues.close(at);
  return {
    fractionAtLeast: [...levels].map((time) => time / ((at - from) * servers)),
    meanResponse: responses / counted,
  };
}

/** Uncounted requests keep coming while counted ones try again. */
const spare = 50_000;

function retrial({ lambda, mu, c, K, retryRate, run }: Retrial, draw: Draws): Replication {
  const requests = new RequestColumns(run.requests + spare);
  fillPoissonArrivals(draw(draws.arrivals), lambda, requests.arrival);
  fillExponential(draw(draws.service), 1 / mu, requests.service);
  const window = windowOf(requests.arrival, run);
  const orbit = drawsOf({ kind: "exponential", mean: 1 / retryRate }, draw(draws.policy));
  const queue = new RetrialQueue(requests, new Station(withAtMost(c, K), requests), orbit);
  if (!queue.run(run.requests)) throw new Error(`${spare} more arrivals did not see every counted request served`);
  const counted = run.requests - run.warmup;
  let attempts = 0;
  let refused = 0;
  for (let slot = run.warmup; slot < run.requests; slot++) {
    attempts += queue.attempts[slot] as number;
    refused += queue.firstRefused[slot] as number;
  }
  return {
    meanOrbit: timeAverage(queue.first, requests.arrival, run.requests, window),
    probFirstAttemptRefused: refused / counted,
    attemptsPerRequest: attempts / counted,
    utilisation: timeAverage(requests.start, requests.departure, run.requests, window) / c,
  };
}
