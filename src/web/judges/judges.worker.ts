/// <reference lib="webworker" />
import { type Judge, judges, type Traffic } from "../../core/judges/index.ts";
import { healthyTraffic, type RollbackRate, rollbackRateInParts } from "../../core/lab/judgeRates.ts";
import { own } from "../../core/model/index.ts";
import { shadowOf } from "../../core/shadow.ts";
import type { FromJudges, ToJudges } from "./protocol.ts";

/** Rollouts between two reports. */
const part = 20;

// The file runs in a worker only: `askJudges.ts` starts it.
const scope = globalThis as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromJudges): void => scope.postMessage(message);

scope.onmessage = ({ data }: MessageEvent<ToJudges>) => {
  try {
    answer(data);
  } catch (error) {
    post({ type: "failed", message: error instanceof Error ? error.message : String(error) });
  }
};

function answer(question: ToJudges): void {
  const judge = judgeOf(question.judge);
  switch (question.type) {
    case "shadow":
      post({ type: "shadow", title: judge.title, looks: shadowOf(question.run, judge) });
      break;
    case "rates": {
      const { traffic, runs, seed } = question;
      const rate = (at: Traffic, before: number): RollbackRate | null => {
        const parts = rollbackRateInParts(judge, at, { runs, seed, part });
        for (;;) {
          const step = parts.next();
          if (step.done === true) return step.value;
          post({ type: "progress", done: before + step.value, of: 2 * runs });
        }
      };
      const falseAlarm = rate(healthyTraffic(traffic), 0);
      post({ type: "rates", rates: { falseAlarm, power: rate(traffic, runs) } });
      break;
    }
  }
}

/** A link may name anything. */
function judgeOf(name: string): Judge {
  const judge = own<Judge>(judges, name);
  if (judge === undefined) throw new Error(`there is no judge “${name}”`);
  return judge;
}
