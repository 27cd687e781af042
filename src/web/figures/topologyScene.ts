import type { Decision, Query, Recording, Scope } from "../../core/model/index.ts";
import { type Moment, momentAt, queriesOf, signatureOf } from "../../core/recording/index.ts";
import { balancerName } from "./balancerName.ts";
import { percent, perSecond, share } from "./numbers.ts";
import type { Pool } from "./PoolBox.tsx";
import type { EdgeWidths } from "./paintDots.ts";

/** All that the topology says of one moment, apart from the moving marks. */
export interface TopologyScene {
  readonly moment: Moment;
  readonly balancer: string;
  readonly weights: string;
  readonly pools: readonly Pool[];
  readonly widths: EdgeWidths;
  readonly rates: { readonly users: string; readonly stable: string; readonly canary: string };
  /** The edge that the policy's first metric reads, and the words for it; null while it asked nothing. */
  readonly eye: { readonly scope: Scope; readonly says: string; readonly briefly: string } | null;
  readonly sentence: string;
}

/** True when the canary's revision had become stable's by this decision. */
function promotedBy(decisions: readonly Decision[], last: number): boolean {
  return decisions.slice(0, last + 1).some(({ commands }) => commands.some(({ type }) => type === "promote"));
}

const queryWords = (recording: Recording, query: Query): string => {
  const { type } = signatureOf(recording, query);
  switch (type) {
    case "success-rate":
    case "error-rate":
      return `the ${type} query`;
    case "latency":
    case "latency-mean":
      return "the latency query";
    case "errors":
      return "the count of errors";
    case "requests":
      return "the count of requests";
    case "custom":
      return `the query ${query.metric}`;
  }
};

function eyeOf(recording: Recording): TopologyScene["eye"] {
  const query = queriesOf(recording)[0];
  if (query === undefined) return null;
  const what = query.scope === "total" ? "reads all traffic, before the split" : `reads the ${query.scope} edge`;
  const words = queryWords(recording, query);
  return { scope: query.scope, says: `${words} ${what}`, briefly: `${words.replace("the ", "")}: ${query.scope}` };
}

/** Thin enough to leave the boxes alone, thick enough that an edge at 1% is still seen. */
const widthOf = (part: number): number => (part === 0 ? 1 : 3 + 13 * part);

function poolsOf({ scenario }: Recording, moment: Moment, promoted: boolean): readonly Pool[] {
  const { stable, canary } = scenario.world.revisions;
  return [
    {
      track: "stable",
      version: promoted ? canary.version : stable.version,
      instances: moment.instances.stable,
      utilisation: moment.utilisation.stable,
      promoted,
    },
    {
      track: "canary",
      version: canary.version,
      instances: moment.instances.canary,
      utilisation: moment.utilisation.canary,
      promoted,
    },
  ];
}

const inWords = (pool: Pool, rate: string, failed: string): string =>
  pool.instances === 0
    ? `${pool.track} ${pool.version} is not running`
    : `${pool.track} ${pool.version} has ${pool.instances} instances, ${Math.round(100 * (pool.utilisation ?? 0))}% busy, takes ${rate} and fails ${failed}`;

export function topologyScene(recording: Recording, playhead: number): TopologyScene {
  const moment = momentAt(recording, playhead);
  const promoted = promotedBy(recording.decisions, moment.decisionIndex);
  const { stable, canary } = moment.recent;
  const seconds = Math.max(1, Math.min(60, playhead / 1000));
  const canaryPart = stable.arrived + canary.arrived === 0 ? 0 : canary.arrived / (stable.arrived + canary.arrived);
  // Before the first tick has ended nothing was counted, which is not the same as nobody came.
  const rateOf = (arrived: number): string => (playhead < recording.tick ? "–" : perSecond(arrived / seconds));
  const rates = {
    users: rateOf(stable.arrived + canary.arrived),
    stable: rateOf(stable.arrived),
    canary: rateOf(canary.arrived),
  };
  const pools = poolsOf(recording, moment, promoted);
  const failed = (of: { failed: number; answered: number }): string =>
    percent(of.answered === 0 ? 0 : (100 * of.failed) / of.answered);
  const balancer = balancerName(recording.scenario.policy);
  return {
    moment,
    balancer,
    weights: `${Number((100 - moment.asked).toFixed(1))} / ${Number(moment.asked.toFixed(1))}`,
    pools,
    widths: { inbound: widthOf(1), stable: widthOf(1 - canaryPart), canary: widthOf(canaryPart) },
    rates,
    eye: eyeOf(recording),
    sentence: `Users send ${rates.users} to ${balancer}, which was asked for ${share(moment.asked)} on canary. ${pools.map((pool) => inWords(pool, rates[pool.track], failed(moment.recent[pool.track]))).join("; ")}.`,
  };
}
