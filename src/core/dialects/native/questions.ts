import type { Signal, Track, WorkloadState } from "../../model/index.ts";
import {
  alarming,
  isBaking,
  judgesNow,
  looksWanted,
  type NativeContext,
  samplesInStep,
  stepNow,
  unseen,
} from "./context.ts";
import type { NoData } from "./policy.ts";

interface Asked {
  readonly context: NativeContext;
  readonly event: Signal;
}

/** The named questions of the lifecycle, in the order in which a look asks them. */
export const questions = {
  "new revision": ({ context, event }: Asked) =>
    event.type === "revision.changed" && event.revision !== context.wanted && event.revision !== context.stable,
  "back to the stable revision": ({ context, event }: Asked) =>
    event.type === "revision.changed" && event.revision === context.stable,
  "another revision waits": ({ context }: Asked) => context.wanted !== context.stable,
  "canary is ready": told("canary", "ready"),
  "canary is ready, operator holds": (asked: Asked) => told("canary", "ready")(asked) && asked.context.paused,
  "canary cannot start": told("canary", "failed"),
  "stable is ready": told("stable", "ready"),
  "stable cannot start": told("stable", "failed"),
  "no traffic yet": ({ context }: Asked) => context.step < 0,
  "all traffic on the canary": ({ context }: Asked) => isBaking(context),
  "no judge to ask": ({ context }: Asked) =>
    judgesNow("judges", context).length + judgesNow("shadow", context).length === 0,
  "no data is a failure": ({ context }: Asked) => blindly(context, "fail"),
  "a judge finds it worse": ({ context }: Asked) =>
    context.answers.some((answer) => answer.type === "verdict" && answer.verdict === "fail"),
  "an alarm rolls back": ({ context }: Asked) => alarming(context, "rollBack").length > 0,
  "no data holds": ({ context }: Asked) => blindly(context, "hold"),
  "an alarm holds": ({ context }: Asked) => alarming(context, "hold").length > 0,
  "bake not over": ({ context }: Asked) => isBaking(context) && context.looks + 1 < looksWanted(context),
  "step not over": ({ context }: Asked) => !isBaking(context) && context.looks + 1 < looksWanted(context),
  "too few samples": ({ context }: Asked) => samplesInStep(context) < (stepNow(context)?.minSamples ?? 0),
  "users not seen enough": ({ context }: Asked) => unseen(context).length > 0,
  "steps left": ({ context }: Asked) => context.step + 1 < context.policy.steps.length,
  "bake wanted": ({ context }: Asked) => !isBaking(context) && context.policy.bakeMs > 0,
};

function told(track: Track, state: WorkloadState) {
  return ({ event }: Asked): boolean => event.type === "workload" && event.track === track && event.state === state;
}

/** Is there a judge without numbers whose policy says so? */
function blindly(context: NativeContext, rule: NoData): boolean {
  const judges = judgesNow("judges", context);
  return context.answers.some((answer, index) => answer.type === "noData" && judges[index]?.noData === rule);
}
