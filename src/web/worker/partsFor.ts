import { requestsEngineFor } from "../../core/engine/engine.ts";
import type { Scenario, World } from "../../core/model/index.ts";
import type { Parts } from "../../core/parts.ts";
import { loadRules } from "./loadRules.ts";

/** What this scenario runs on, and nothing else. */
export async function partsFor({ policy, world }: Scenario): Promise<Parts> {
  const [rules, played] = await Promise.all([loadRules(policy.dialect), playedBy(world)]);
  return { rules, ...played };
}

/** Only a world that leaves the resolution open needs the counts engine, and what tells whether counts will do. */
async function playedBy(world: World): Promise<Pick<Parts, "resolution" | "engine">> {
  if (world.resolution === "requests")
    return { resolution: { name: "requests", because: "the world asks for it" }, engine: requestsEngineFor };
  const { chosenResolution, CountsEngine } = await import("../../core/engine/counts/index.ts");
  const resolution = chosenResolution(world);
  const engine: Parts["engine"] =
    resolution.name === "counts" ? (open, streams) => new CountsEngine(open, streams) : requestsEngineFor;
  return { resolution, engine };
}
