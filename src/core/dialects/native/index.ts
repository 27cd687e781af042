/**
 * Our own policy: steps, judges of the registry, and what must be seen before more is risked. It knows signals and
 * commands; which judges there are and what they may be told is the reading half's to know.
 */
import type { Dialect } from "../dialect.ts";
import { lint } from "./lint.ts";
import { parse, recognises } from "./manifest.ts";
import type { NativePolicy } from "./policy.ts";
import { nativeRules } from "./rules.ts";

export const native: Dialect<NativePolicy> = { ...nativeRules, recognises, parse, lint };
