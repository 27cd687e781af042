import type { Judged, Note } from "../../model/index.ts";
import { counted, percent, readable, span } from "../numbers.ts";
import { alarmStateWords, alarmWords } from "./alarmWords.ts";
import { checksOf } from "./checks.ts";
import { isBaking, judgesNow, looksWanted, type NativeContext, samplesInStep, stepNow, unseen } from "./context.ts";
import { type NativeJudge, weightOf } from "./policy.ts";
import { judgeWords, shareWords, usersWords } from "./words.ts";

export function started(context: NativeContext, before: NativeContext): Note {
  const again = before.weight > 0 ? " The traffic of the one before is back on stable." : "";
  return info(
    "New revision noticed",
    `The target holds ${context.wanted}, stable runs ${context.stable}. The canary is scaled up; traffic waits for it.${again}`,
  );
}

export function firstStep(context: NativeContext): Note {
  return info(
    `Started: ${where(context)} to canary`,
    `The canary is ready. ${stepWords(context)} needs ${counted(looksWanted(context), "look")}, one every ${span(context.policy.everyMs)}.`,
  );
}

export function looked(context: NativeContext): Note {
  return {
    verdict: "pass",
    headline: `Watched at ${where(context)}`,
    because: join(`${stepWords(context)}, look ${context.looks} of ${looksWanted(context)}.`, ...judgements(context)),
    checks: checksOf(context),
  };
}

/** `after` is on the new step, `before` has the look that opened it. */
export function advanced(after: NativeContext, before: NativeContext): Note {
  const bakes = isBaking(after);
  return {
    verdict: "pass",
    headline: bakes ? "All traffic on the canary" : `Advanced to ${where(after)}`,
    because: join(
      `${stepWords(before)} is over after ${span(before.now - before.stepSince)} and ${counted(samplesInStep(before), "request")}.`,
      bakes ? `It bakes for ${span(before.policy.bakeMs)}; stable stands ready to take the traffic back.` : "",
      ...judgements(before),
    ),
    checks: checksOf(before),
  };
}

export function noDataHolds(context: NativeContext): Note {
  return held(context, "no data", `noData says hold, and a look without numbers does not count: ${blind(context)}.`);
}

export function alarmHolds(context: NativeContext): Note {
  return held(context, "alarm", `${alarmWords(context, "hold")}, and the look does not count.`);
}

export function tooFewSamples(context: NativeContext): Note {
  const wanted = readable(stepNow(context)?.minSamples ?? 0);
  return held(
    context,
    "too few samples",
    `The step's time is over, and minSamples wants ${wanted} requests of the canary; ${readable(samplesInStep(context))} were seen.`,
  );
}

export function usersUnseen(context: NativeContext): Note {
  const missing = unseen(context).map(
    ({ who, samples, seen }) => `${readable(seen)} of ${readable(samples)} requests of ${usersWords(who)}`,
  );
  return held(context, "users not seen", `The step's time is over, and mustSee has seen ${missing.join(", ")}.`);
}

function held(context: NativeContext, why: string, because: string): Note {
  return {
    verdict: "hold",
    headline: `Held at ${where(context)}: ${why}`,
    because: join(because, ...judgements(context)),
    checks: checksOf(context),
  };
}

export function watchedWhilePaused(context: NativeContext): Note {
  return {
    verdict: "hold",
    headline: `Paused at ${where(context)}`,
    because: join("An operator holds the rollout; the judges go on watching.", ...judgements(context)),
    checks: checksOf(context),
  };
}

export function worse(context: NativeContext): Note {
  const judges = judgesNow("judges", context);
  const found = context.answers.flatMap((answer, index) => {
    const judge = judges[index];
    return answer.type === "verdict" && answer.verdict === "fail" && judge !== undefined ? [says(judge, answer)] : [];
  });
  return rolledBack(context, `At ${where(context)} a judge found the canary worse. ${found.join(" ")}`);
}

export function alarmed(context: NativeContext): Note {
  const because = `At ${where(context)} ${alarmWords(context, "rollBack")}, and the policy rolls back then.`;
  return rolledBack(context, join(because, ...judgements(context)));
}

export function noDataFails(context: NativeContext): Note {
  return rolledBack(context, `noData says fail: ${blind(context)}.`);
}

export function aborted(context: NativeContext): Note {
  return rolledBack(context, `An operator aborted the rollout of ${context.rolling}.`);
}

export function canaryFailed(context: NativeContext): Note {
  return rolledBack(context, `The instances of ${context.rolling} did not become ready.`);
}

function rolledBack(context: NativeContext, because: string): Note {
  return {
    verdict: "fail",
    headline: "Rolled back to stable",
    because: join(because, ...shadows(context)),
    checks: checksOf(context),
  };
}

export function promoting(context: NativeContext): Note {
  const what = isBaking(context) ? "The bake" : `The last step, ${where(context)},`;
  return {
    verdict: "pass",
    headline: "Promoting",
    because: join(
      `${what} is over after ${span(context.now - context.stepSince)} and ${counted(samplesInStep(context), "request")}, and no judge found the canary worse. Stable takes ${context.rolling}.`,
      ...judgements(context),
    ),
    checks: checksOf(context),
  };
}

export function promotedByHand(context: NativeContext): Note {
  return info("Operator promotes", `Stable takes ${context.rolling} without the steps that are left.`);
}

export function finished(context: NativeContext): Note {
  return {
    verdict: "pass",
    headline: "Promoted",
    because: `Stable runs ${context.rolling} and has all traffic; the canary's instances go.`,
    checks: [],
  };
}

export function stableFailed(context: NativeContext): Note {
  return {
    verdict: "hold",
    headline: "Promotion waits",
    because: `Stable's instances did not become ready with ${context.rolling}; the canary keeps its traffic.`,
    checks: [],
  };
}

export function takenBack(context: NativeContext): Note {
  return info("Nothing to roll out", `The target holds ${context.stable} again, which stable runs.`);
}

export function tooLate(context: NativeContext): Note {
  return info("Too late to abort", `Stable is taking ${context.rolling}. To go back, deploy the old revision.`);
}

export function pausedEarly(_: NativeContext): Note {
  return info("Operator holds", "The canary starts, and gets no traffic before the rollout is resumed.");
}

export function paused(context: NativeContext): Note {
  return info("Operator holds", `The canary keeps ${where(context)}; the judges go on watching and may roll back.`);
}

export function resumed(context: NativeContext): Note {
  return info("Operator resumes", `The rollout goes on at ${where(context)}.`);
}

function info(headline: string, because: string): Note {
  return { verdict: "info", headline, because, checks: [] };
}

/** Where the traffic is. */
function where(context: NativeContext): string {
  const step = stepNow(context);
  if (step === null) return percent(context.weight);
  return step.share.kind === "weight" ? percent(weightOf(step.share)) : shareWords(step.share);
}

function stepWords(context: NativeContext): string {
  if (isBaking(context)) return "Bake";
  return `Step ${context.step + 1} of ${context.policy.steps.length} (${where(context)})`;
}

function judgements(context: NativeContext): readonly string[] {
  const judges = judgesNow("judges", context);
  const said = context.answers.map((answer, index) => says(judges[index], answer));
  return [...said, ...alarmStateWords(context), ...warmingUp(context), ...shadows(context)];
}

function warmingUp(context: NativeContext): readonly string[] {
  if (isBaking(context)) return [];
  const waiting = context.policy.judges.filter((judge) => !judgesNow("judges", context).includes(judge));
  return waiting.length === 0 ? [] : [`Warming up: ${waiting.map(judgeWords).join(", ")}.`];
}

function says(judge: NativeJudge | undefined, answer: Judged): string {
  const name = judge === undefined ? "" : `${judgeWords(judge)}: `;
  if (answer.type === "verdict") return `${name}${answer.because}`;
  return `${name}no data, ${answer.reason}.`;
}

/** A shadow judge is heard where it would have acted. */
function shadows(context: NativeContext): readonly string[] {
  const judges = judgesNow("shadow", context);
  return context.shadow.flatMap((answer, index) => {
    if (answer.type === "noData" || answer.verdict !== "fail") return [];
    return [`Shadow, not acted on: would roll back. ${says(judges[index], answer)}`];
  });
}

function blind(context: NativeContext): string {
  const judges = judgesNow("judges", context);
  const reasons = context.answers.flatMap((answer, index) => {
    const judge = judges[index];
    return answer.type === "noData" && judge !== undefined ? [`${judgeWords(judge)}, ${answer.reason}`] : [];
  });
  return reasons.join("; ");
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
