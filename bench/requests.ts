import { play } from "./play.ts";
import { cppReference, type Lap, simmer, simpy } from "./rivals.ts";
import { median, nanoseconds, type Row, ratioText, type Table } from "./table.ts";
import { canaryWorld, mmcWorld } from "./worlds.ts";

const PAIRS = 5;
const REQUESTS = 2_000_000;
/** Simulators that are slower by orders of magnitude get fewer. */
const FEW_REQUESTS = 200_000;
/** M/M/8 at load 0.8, in mean services: Erlang C. */
const THEORY = 1 + 0.4576454 / (8 * 0.2);

/** The requests resolution beside the C++ reference loop, in pairs, so that a busy machine hits both. */
export function benchRequests(): Table {
  const reference = cppReference();
  const laps = { reference: [] as number[], mmc: [] as number[], canary: [] as number[] };
  play(mmcWorld, 0, REQUESTS);
  play(canaryWorld, 25, REQUESTS);
  for (let pair = 0; pair < PAIRS; pair++) {
    const lap = reference?.(2 * REQUESTS);
    if (lap !== undefined) laps.reference.push(checked("the C++ reference", lap).nsPerRequest);
    laps.mmc.push(checked("the engine", play(mmcWorld, 0, REQUESTS)).nsPerRequest);
    laps.canary.push(play(canaryWorld, 25, REQUESTS).nsPerRequest);
  }
  return {
    title: "Requests resolution",
    rows: [
      ...besides(reference !== null, laps),
      ...rivalRows("SimPy", simpy(), laps.mmc, ["≥ 60", "≥ 40"]),
      ...rivalRows("simmer", simmer(), laps.mmc, ["≥ 50", "≥ 30"]),
    ],
  };
}

function besides(
  hasReference: boolean,
  laps: Readonly<Record<"reference" | "mmc" | "canary", readonly number[]>>,
): readonly Row[] {
  const own: readonly Row[] = [
    { name: "engine, M/M/8 at load 0.8, per request", measured: nanoseconds(laps.mmc) },
    { name: "engine, canary world, per request", measured: nanoseconds(laps.canary) },
  ];
  if (!hasReference) return [{ name: "C++ reference loop", measured: "skipped: no C++ compiler" }, ...own];
  return [
    { name: "C++ reference loop, M/M/8 at load 0.8, per request", measured: nanoseconds(laps.reference) },
    ...own,
    {
      name: "engine's M/M/8 over the reference",
      measured: ratioText(laps.mmc, laps.reference),
      target: "≤ 1.4",
      floor: "≤ 1.7",
    },
    {
      name: "canary world over the reference",
      measured: ratioText(laps.canary, laps.reference),
      target: "≤ 2.5",
      floor: "≤ 3.5",
    },
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
