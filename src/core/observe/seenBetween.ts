import type { Millis, Observability, Scope, Track } from "../model/index.ts";
import { type Counts, countsOf, type Series, sumOf } from "./counts.ts";
import { countedRange } from "./scrapes.ts";

/** What the metrics store has learnt of a scope between two looks; null where it learnt nothing. */
export function seenBetween(
  looks: { readonly from: Millis; readonly to: Millis },
  { scope, observe, ...series }: Series & { readonly scope: Scope; readonly observe: Observability },
): Counts | null {
  const seen: readonly Track[] = scope === "total" ? ["stable", "canary"] : [scope];
  const width = observe.buckets.length + 1;
  return sumOf(
    seen.flatMap((track) => {
      const range = countedRange(observe, track, looks);
      return range === null ? [] : [countsOf(range, { track, series, width })];
    }),
  );
}
