import { ArrivalEngine } from "../../core/engine/arrivalEngine.ts";
import { pathFor } from "../../core/engine/path.ts";
import type { Scenario, World } from "../../core/model/index.ts";
import type { Parts } from "../../core/parts.ts";
import { type PolicyTraffic, policyTraffic } from "../../core/policyTraffic.ts";
import { loadRules } from "./loadRules.ts";

type Played = Pick<Parts, "resolution" | "engine">;

/** What this scenario runs on, and nothing else. */
export async function partsFor(scenario: Scenario): Promise<Parts> {
  const rules = await loadRules(scenario.policy.dialect);
  const traffic = policyTraffic(rules, scenario);
  const judges =
    rules.judges(scenario.policy.value).length === 0 ? {} : (await import("../../core/judges/index.ts")).judges;
  const hasAlarms = Object.keys(scenario.world.observe.alarms).length > 0;
  const alarms = hasAlarms ? (await import("../../core/observe/alarms/index.ts")).AlarmWatch : null;
  return { rules, traffic, judges, alarms, ...(await playedBy(traffic)) };
}

/** Only a world that leaves the resolution open needs the counts engine, and what tells whether counts will do. */
async function playedBy(traffic: PolicyTraffic): Promise<Played> {
  const { world, because } = traffic;
  if (because !== null) return byRequests(traffic, because);
  if (world.resolution === "requests") return byRequests(traffic, "the world asks for it");
  const { chosenResolution, CountsEngine } = await import("../../core/engine/counts/index.ts");
  const resolution = chosenResolution(world);
  if (resolution.name === "requests") return byRequests(traffic, resolution.because);
  return { resolution, engine: (open, streams) => new CountsEngine(open, streams) };
}

/** Most worlds are played at their arrivals: what others need is loaded for them. */
async function byRequests({ world, extras }: PolicyTraffic, because: string): Promise<Played> {
  const bucketer = await bucketerFor(world);
  const sessions = world.session === null ? undefined : (await import("../../core/engine/sessions.ts")).Sessions;
  const Engine = pathFor(world, extras).name === "arrivals" ? ArrivalEngine : await eventEngine();
  return {
    resolution: { name: "requests", because },
    engine: (open, streams, options) => new Engine(open, streams, { bucketer, sessions, ...options }),
  };
}

async function eventEngine() {
  return (await import("../../core/engine/eventEngine.ts")).EventEngine;
}

async function bucketerFor(world: World) {
  if (world.balancer.key !== "user") return undefined;
  return (await import("../../core/engine/bucketing/index.ts")).bucketerOf(world);
}
