import type { Intervention, Millis } from "./model/index.ts";

/** What people are still to do, the earliest first. */
export class InterventionQueue {
  private readonly waiting: Intervention[];

  constructor(interventions: readonly Intervention[]) {
    this.waiting = [...interventions].sort((a, b) => a.at - b.at);
  }

  /** Takes out what is to be done by now. */
  due(now: Millis): readonly Intervention[] {
    const due = this.waiting.filter(({ at }) => at <= now);
    this.waiting.splice(0, due.length);
    return due;
  }

  /** Somebody is to start the rollout again, should it have been aborted: it is not left alone before. */
  get holdsRetry(): boolean {
    return this.waiting.some((intervention) => intervention.do === "retry");
  }
}
