import type { Command, Note, Signal, Verdict } from "../../model/index.ts";
import type { ArgoContext, ReplicaSet } from "./context.ts";

/** What one transition changes and asks for. */
export interface Move {
  readonly change: Partial<ArgoContext>;
  readonly ask: readonly Command[];
}

export type Mover = (context: ArgoContext, signal: Signal) => Move;

export const still: Move = { change: {}, ask: [] };

/** One move after another, each seeing what those before it changed. */
export function inTurn(...movers: readonly Mover[]): Mover {
  return (context, signal) => {
    let change: Partial<ArgoContext> = {};
    const ask: Command[] = [];
    for (const mover of movers) {
      const move = mover({ ...context, ...change }, signal);
      change = { ...change, ...move.change };
      ask.push(...move.ask);
    }
    return { change, ask };
  };
}

export function told(verdict: Verdict, headline: string, because: string, checks: Note["checks"] = []): Command {
  return { type: "note", note: { verdict, headline, because, checks } };
}

/** Writes a ReplicaSet's size. It has its pods at once; the newest go first when it shrinks. */
export function scaled(context: ArgoContext, revision: string, count: number): Move {
  const sets = context.sets.map((set) =>
    set.revision === revision ? { ...set, spec: count, available: Math.min(set.available, count) } : set,
  );
  return {
    change: { sets },
    ask: [{ type: "replicas", revision, count, full: context.policy.replicas }],
  };
}

export function withSet(context: ArgoContext, revision: string, change: Partial<ReplicaSet>): Partial<ArgoContext> {
  return { sets: context.sets.map((set) => (set.revision === revision ? { ...set, ...change } : set)) };
}
