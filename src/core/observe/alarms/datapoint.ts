import type { Alarm, Census, Columns, Millis, Observability } from "../../model/index.ts";
import { readingOf } from "../readingOf.ts";
import { seenBetween } from "../seenBetween.ts";
import type { Datapoint } from "./alarmState.ts";

/** Where data points are read. */
export interface PointSource {
  readonly columns: Columns;
  readonly observe: Observability;
  readonly census: Census | null;
}

/**
 * The data point of the period that ends at `end`: of what was scraped in it, and null where that is nothing. A period
 * that begins before the run is missing, since the run's metrics begin with it. An error count without requests is
 * missing too, not 0: who is not called emits nothing.
 */
export function datapoint({ reads, period }: Alarm, end: Millis, { columns, observe, census }: PointSource): Datapoint {
  const { signature, scope, layer, who } = reads;
  const from = end - period;
  if (from - observe.delay < 0 || signature.type === "custom") return null;
  const counts = seenBetween({ from, to: end }, { scope, layer, who, columns, census, observe });
  const reading = counts === null ? null : readingOf(signature, counts, observe.buckets);
  return reading?.type === "value" ? reading.value : null;
}
