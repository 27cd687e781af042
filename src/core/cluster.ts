import type { Engine } from "./engine/index.ts";
import { type Millis, type Service, type Signal, type Track, tickMs } from "./model/index.ts";

interface Change {
  readonly at: Millis;
  readonly track: Track;
  readonly apply: () => void;
}

/**
 * The workloads: instances that start, become ready and stop, and the revision that stable rolls out.
 * Changes fall on the tick that ends their delay, and the controller learns of each as a signal.
 */
export class Cluster {
  private changes: readonly Change[] = [];
  private readonly engine: Engine;
  private readonly service: Service;

  constructor(engine: Engine, service: Service) {
    this.engine = engine;
    this.service = service;
  }

  /** Starts or stops the instances of a track; what its state is meanwhile. */
  scale(track: Track, replicas: number | "follow", now: Millis): Signal | null {
    const side = track === "stable" ? 0 : 1;
    const { instances } = this.service;
    const own = track === "canary" && instances.canary !== "follow" ? instances.canary : instances.stable;
    const wanted = replicas === "follow" ? own : Math.min(replicas, own);
    this.forget(track);
    if (wanted === 0) {
      this.engine.setServing(side, 0);
      return null;
    }
    return this.later(track, now, () => this.engine.setServing(side, wanted, now + this.service.readyAfter));
  }

  /** Rolls the canary's revision out to stable, instead of what stable was about to do. */
  promote(now: Millis): Signal {
    this.forget("stable");
    return this.later("stable", now, () => this.engine.promote(now + this.service.readyAfter));
  }

  /** Applies what is due and says which workloads became ready. */
  settle(now: Millis): readonly Signal[] {
    const due = this.changes.filter((change) => change.at <= now);
    if (due.length === 0) return [];
    this.changes = this.changes.filter((change) => change.at > now);
    return due.map((change) => {
      change.apply();
      return { type: "workload", track: change.track, state: "ready" };
    });
  }

  private later(track: Track, now: Millis, apply: () => void): Signal {
    const at = Math.ceil((now + this.service.readyAfter) / tickMs) * tickMs;
    this.changes = [...this.changes, { at, track, apply }];
    return { type: "workload", track, state: "waiting" };
  }

  private forget(track: Track): void {
    this.changes = this.changes.filter((change) => change.track !== track);
  }
}
