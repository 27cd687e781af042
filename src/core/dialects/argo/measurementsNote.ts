import type { Check, Command, Verdict } from "../../model/index.ts";
import { readable } from "../numbers.ts";
import { slotNames } from "./analysisSlots.ts";
import type { Slot } from "./context.ts";
import type { Judged } from "./measurementPhase.ts";
import { told } from "./move.ts";
import type { ArgoMetric } from "./policy.ts";

/** One measurement as it was judged. */
export interface Taken extends Judged {
  readonly slot: Slot;
  readonly metric: ArgoMetric;
  readonly check: Check;
}

const worst: readonly Judged["phase"][] = ["Failed", "Error", "Inconclusive", "Successful"];
const verdicts: Readonly<Record<Judged["phase"], Verdict>> = {
  Failed: "fail",
  Error: "fail",
  Inconclusive: "hold",
  Successful: "pass",
};

/** What was measured at one instant, the worst of it as headline. */
export function measurementsNote(taken: readonly Taken[]): readonly Command[] {
  const leading = worst.flatMap((phase) => taken.filter((one) => one.phase === phase))[0];
  if (leading === undefined) return [];
  const good = taken.every(({ phase }) => phase === "Successful") && taken.length > 1;
  const headline = good ? `${taken.length} metrics successful` : `${leading.metric.name}: ${leading.phase}`;
  const checks = taken.map(({ check }) => check);
  return [told(verdicts[leading.phase], headline, taken.map(sentence).join(" "), checks)];
}

function sentence({ slot, metric, phase, error, check }: Taken): string {
  const subject = `${metric.name} (${slotNames[slot]})`;
  if (error !== "") return `${subject} is an Error: ${error}.`;
  const conditions = [metric.successCondition, metric.failureCondition].filter((text) => text !== "").join("; ");
  const by = conditions === "" ? "" : ` by ${conditions}`;
  return `${subject} is ${shown(check)}: ${phase}${by}.`;
}

function shown({ reading, unit, samples }: Check): string {
  if (reading.type !== "value") return reading.reason;
  const { requests, failures } = samples;
  const counts =
    unit === "%" ? `${readable(failures)} of ${readable(requests)} requests failed` : `${readable(requests)} requests`;
  return `${readable(reading.value)}${unit}${requests === 0 ? "" : ` (${counts})`}`;
}
