import type { Command, Weight } from "../../model/index.ts";
import type { FlaggerContext } from "./context.ts";
import type { Move } from "./moves.ts";
import { canMirror, mirrorShare, routes } from "./strategy.ts";

/** Routes as F4.7 sets them: of an A/B test, those of the matched requests. The mirror is mentioned only where a policy uses it. */
export function setRoutes({ policy }: FlaggerContext, weight: Weight, mirrored: boolean): Move {
  if (!routes(policy)) return { change: {}, ask: [] };
  const mirrors = mirrored && canMirror(policy);
  const only = policy.strategy === "ab-testing" ? { only: "matched" as const } : {};
  const ask: Command[] = [{ type: "setWeight", weight, ...only }];
  if (policy.mirror && canMirror(policy)) ask.push({ type: "mirror", weight: mirrors ? mirrorShare(policy) : 0 });
  return { change: { routed: weight, mirrored: mirrors }, ask };
}
