import { argo } from "./argo/index.ts";
import type { Dialect } from "./dialect.ts";
import { flagger } from "./flagger/index.ts";
import { native } from "./native/index.ts";

/**
 * Every dialect, whole, by its name in scenarios. The whole and not its reading half, so that each dialect
 * joins its halves where the compiler sees that both speak of one policy; `rules.ts` names the same
 * dialects, which test/tidy.test.ts holds.
 */
export const dialects: Readonly<Record<string, Dialect<unknown>>> = {
  flagger,
  argo,
  native,
};
