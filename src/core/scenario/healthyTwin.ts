import type { World } from "../model/index.ts";

/** Faults of the canary and contract steps are what the release does; neither happens in its healthy twin. */
export function healthyTwin(world: World): World {
  const { revisions, schema } = world;
  return {
    ...world,
    revisions: { ...revisions, canary: { ...revisions.canary, faults: [] } },
    schema: { ...schema, steps: schema.steps.filter((step) => step.do !== "contract") },
  };
}
