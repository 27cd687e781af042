import type { CleanEvidence } from "./evidence.ts";
import type { Measure, Weighed } from "./judge.ts";
import type { ArmCounts } from "./tests/counts.ts";
import { rateRatioTest } from "./tests/rateRatio.ts";

/** Why a judge decided as it did: the counts, the effect with its interval, the threshold, the rule. */
export function becauseOf({ rule, measure }: Weighed, evidence: CleanEvidence, effect: string): string {
  const parts = [counts(evidence), effect, measure === null ? "" : measured(measure), `Rule: ${rule}.`];
  return parts.filter((part) => part !== "").join(" ");
}

function counts({ totals, windows, dropped }: CleanEvidence): string {
  const { canaryErrors, canaryTotal, baselineErrors, baselineTotal } = totals;
  const lost = dropped === 0 ? "" : ` (${dropped} dropped for want of numbers)`;
  return `Canary ${canaryErrors} errors in ${canaryTotal} requests, baseline ${baselineErrors} in ${baselineTotal}, over ${windows.length} windows${lost}.`;
}

/** The ratio of the error rates with its 95% interval; what zero errors leave open is said instead. */
export function rateRatioIn(totals: ArmCounts): string {
  const { canaryErrors, canaryTotal, baselineErrors, baselineTotal } = totals;
  if (canaryTotal === 0 || baselineTotal === 0) return "";
  if (canaryErrors + baselineErrors === 0) {
    return `No errors at all: the canary's rate may still be up to ${percent(3 / canaryTotal)} (95%).`;
  }
  const { rateRatio, confInt } = rateRatioTest(
    {
      canaryEvents: canaryErrors,
      canaryExposure: canaryTotal,
      baselineEvents: baselineErrors,
      baselineExposure: baselineTotal,
    },
    "two.sided",
  );
  return `Rate ratio ${short(rateRatio)} (95%: ${short(confInt[0])} to ${short(confInt[1])}).`;
}

function measured({ kind, value, threshold }: Measure): string {
  return `${kind === "e" ? "Evidence e" : kind === "p" ? "p" : sentence(kind)} = ${short(value)} against ${short(threshold)}.`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function percent(share: number): string {
  return `${short(Math.min(1, share) * 100)}%`;
}

/** Three significant digits; with an exponent where zeros would be all that is read. */
function short(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : String(value);
  return Math.abs(value) >= 1e6 ? value.toExponential(2) : String(Number(value.toPrecision(3)));
}
