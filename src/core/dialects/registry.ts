import type { Dialect } from "./dialect.ts";
import { flagger } from "./flagger/index.ts";

/**
 * Every dialect by its name in scenarios. A policy is `unknown` here: what a dialect parsed goes back into
 * the same dialect only, because a Policy carries its dialect's name beside the value. Dialect's methods
 * are compared bivariantly, so this widening is the one place where that promise is not checked.
 */
export const dialects: Readonly<Record<string, Dialect<unknown>>> = {
  flagger,
};
