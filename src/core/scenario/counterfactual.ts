import type { z } from "zod";
import type { Problem, World } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import type { PlacedDocument } from "./document.ts";
import { otherwise } from "./knobs.ts";
import type { Counterfactual } from "./scenarioFile.ts";
import type { Outline } from "./scenarioSchema.ts";
import { withPath } from "./withPath.ts";
import { worldSchema } from "./worldSchema.ts";

/** Makes the changed world by the same schema, so that `to` is written like any other value. */
export function counterfactualOf(
  outline: Outline,
  document: PlacedDocument,
): { value: Counterfactual | null; problems: readonly Problem[] } {
  if (outline.without === undefined) return { value: null, problems: [] };
  const { set, to, breaks } = outline.without;
  const refuse = (knob: "set" | "to", message: string) => {
    const path = ["without", knob];
    return { value: null, problems: [{ ...document.place(path, "value"), path: path.join("."), message }] };
  };
  const [root, ...path] = set.split(".");
  if (root !== "world" || path.length === 0) return refuse("set", expected("a path that begins with world.", set));
  const changed = withPath(Reflect.get(Object(document.value), "world"), path, to);
  if (changed === undefined) return refuse("set", expected("a path into this file", set));
  const world = worldSchema.safeParse(changed.value, { error: otherwise });
  if (!world.success) return refuse("to", `with this change the world is wrong: ${firstMessage(world.error)}`);
  if (same(world.data, outline.world)) return refuse("to", `expected a change, found what ${set} is already`);
  return { value: { set, to, breaks, world: world.data }, problems: [] };
}

function firstMessage(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? "" : `${["world", ...issue.path].map(String).join(".")}: ${issue.message}`;
}

function same(a: World, b: World): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
