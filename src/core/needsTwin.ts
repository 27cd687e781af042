import type { Resolution, World } from "./model/index.ts";

/**
 * Harm is what the healthy twin, the same world and seed without what is wrong with the release, would have
 * answered well. Where requests do not touch each other, a request's own luck tells that without a twin.
 */
export function needsTwin(world: World, { name }: Resolution): boolean {
  const { revisions, client, schema } = world;
  if (name === "counts") return false;
  return (
    client.retry.attempts > 0 ||
    schema.steps.length > 0 ||
    revisions.canary.faults.some(({ kind }) => kind !== "errors" && kind !== "wrongAnswer" && kind !== "lostSession")
  );
}
