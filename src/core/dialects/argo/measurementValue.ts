import { emptyWindow, type Measurement } from "../../model/index.ts";
import { type Provided, provided, vector } from "./expression/condition.ts";
import { type Judged, judgeValue } from "./measurementPhase.ts";
import type { ArgoMetric } from "./policy.ts";

/** A10.3 for what the simulated metrics store answered. What the world has no series for is taken to be good. */
export function judgeMeasurement(metric: ArgoMetric, answer: Measurement | undefined): Judged {
  const reading = answer?.reading ?? { type: "failed", reason: "the metrics store did not answer" };
  if (reading.type === "assumed") return { phase: "Successful", error: "" };
  if (reading.type === "failed") return { phase: "Error", error: reading.reason };
  if (metric.question.shape === "none") return { phase: "Successful", error: "" };
  return judgeValue(metric, providedBy(metric, reading));
}

/** A11.1: a window without requests is 0/0 and gives NaN; a series that is not there gives nothing at all. */
function providedBy(
  { question }: ArgoMetric,
  reading: Extract<Measurement["reading"], { type: "value" | "missing" }>,
): Provided {
  const numbers =
    reading.type === "value" ? [reading.value * question.scale] : reading.reason === emptyWindow ? [Number.NaN] : [];
  if (question.shape === "vector") return vector(numbers);
  return provided(numbers[0] ?? null);
}
