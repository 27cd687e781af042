import { lapApart } from "./lap.ts";
import { cppReference, type Lap, simmer, simpy } from "./rivals.ts";
import { median, nanoseconds, type Row, ratioText, type Table } from "./table.ts";

const PAIRS = 5;
const REQUESTS = 2_000_000;
/** Simulators that are slower by orders of magnitude get fewer. */
const FEW_REQUESTS = 200_000;
/** M/M/8 at load 0.8, in mean services: Erlang C. */
const THEORY = 1 + 0.4576454 / (8 * 0.2);

/** The requests resolution beside the C++ reference loop, in pairs, so that a busy machine hits both. */
export function benchRequests(): Table {
  const reference = cppReference();
  const laps = {
    reference: [] as number[],
    arrivals: [] as number[],
    events: [] as number[],
    canary: [] as number[],
    canaryEvents: [] as number[],
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    const lap = reference?.(2 * REQUESTS);
    if (lap !== undefined) laps.reference.push(checked("the C++ reference", lap).nsPerRequest);
    laps.arrivals.push(checked("the arrivals path", lapApart("M/M/8", "arrivals", REQUESTS)).nsPerRequest);
    laps.events.push(checked("the event core", lapApart("M/M/8", "events", REQUESTS)).nsPerRequest);
    laps.canary.push(lapApart("canary", "arrivals", REQUESTS).nsPerRequest);
    laps.canaryEvents.push(lapApart("canary", "events", REQUESTS).nsPerRequest);
  }
  return {
    title: "Requests resolution",
    rows: [
      ...besides(reference !== null, laps),
      ...rivalRows("SimPy", simpy(), laps.arrivals, ["≥ 60", "≥ 40"]),
      ...rivalRows("simmer", simmer(), laps.arrivals, ["≥ 50", "≥ 30"]),
    ],
  };
}

type Laps = Readonly<Record<"reference" | "arrivals" | "events" | "canary" | "canaryEvents", readonly number[]>>;

const goals = [
  ["arrivals", "M/M/8 at its arrivals", "≤ 1", "≤ 1.2"],
  ["events", "M/M/8 event by event", "≤ 1.4", "≤ 1.7"],
  ["canary", "canary world at its arrivals", "≤ 2.5", "≤ 3.5"],
  ["canaryEvents", "canary world event by event", "≤ 2.5", "≤ 3.5"],
] as const;

function besides(hasReference: boolean, laps: Laps): readonly Row[] {
  const own: readonly Row[] = goals.map(([key, name]) => ({
    name: `engine, ${name}, per request`,
    measured: nanoseconds(laps[key]),
  }));
  if (!hasReference) return [{ name: "C++ reference loop", measured: "skipped: no C++ compiler" }, ...own];
  return [
    { name: "C++ reference loop, M/M/8 at load 0.8, per request", measured: nanoseconds(laps.reference) },
    ...own,
    ...goals.map(([key, name, target, floor]) => ({
      name: `${name}, over the reference`,
      measured: ratioText(laps[key], laps.reference),
      target,
      floor,
    })),
  ];
}

function rivalRows(
  name: string,
  rival: ((requests: number) => Lap) | null,
  mmc: readonly number[],
  [target, floor]: readonly [string, string],
): readonly Row[] {
  if (rival === null) return [{ name: `${name} over the engine`, measured: `skipped: ${name} is not installed` }];
  const laps = Array.from({ length: 3 }, () => checked(name, rival(FEW_REQUESTS)).nsPerRequest);
  const own = laps.map(() => median(mmc));
  return [{ name: `${name} over the engine, M/M/8`, measured: ratioText(laps, own), target, floor }];
}

/** A ratio is worth nothing if one side simulates something else. */
function checked(name: string, lap: Lap): Lap {
  if (Math.abs(lap.meanResponse / THEORY - 1) > 0.02)
    throw new Error(`${name}: mean response ${lap.meanResponse} is not within 2% of theory ${THEORY}`);
  return lap;
}
