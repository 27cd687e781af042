/**
 * Flagger's Canary: its manifest, its tick as a lifecycle machine, its own rules. It knows signals and
 * commands, and neither the engine that answers them nor the scenario that holds it.
 */
import type { Dialect } from "../dialect.ts";
import { lint } from "./lint.ts";
import { parse, recognises } from "./manifest.ts";
import type { FlaggerPolicy } from "./policy.ts";
import { flaggerRules } from "./rules.ts";

export const flagger: Dialect<FlaggerPolicy> = { ...flaggerRules, recognises, parse, lint };
export { startFlagger } from "./rules.ts";
