import type { Engine } from "./engine/index.ts";
import { type Command, type Millis, type Signal, tickMs, type World } from "./model/index.ts";
import { ReplicaSets } from "./replicaSets.ts";

/**
 * Revisions sized by pods, played by the world's instances. The manifest's replicas and the world's instances are two
 * sizes of one thing: a share of the pods is the same share of the instances, at least one.
 */
export class PodCluster {
  private readonly engine: Engine;
  private readonly world: World;
  private readonly sets: ReplicaSets;
  /** Revision whose pods are stable's instances. */
  private stable: string;
  private full = 0;
  private told = "";

  constructor(engine: Engine, world: World) {
    this.engine = engine;
    this.world = world;
    this.sets = new ReplicaSets(Math.ceil(world.service.readyAfter / tickMs) * tickMs);
    this.stable = world.revisions.stable.version;
  }

  scale({ revision, count, full }: Extract<Command, { type: "replicas" }>, now: Millis): Signal {
    if (this.full === 0) this.sets.seed(this.stable, full);
    this.full = full;
    this.sets.scale(revision, count, now);
    return this.see(now);
  }

  /** The canary's pods take stable's place, and stable's old instances are gone. */
  adopt(revision: string, now: Millis): void {
    this.stable = revision;
    this.engine.promote(now);
    this.engine.setServing(1, 0);
    this.see(now);
  }

  /** Pods that became ready since the controller was told last. */
  settle(now: Millis): readonly Signal[] {
    if (this.full === 0 || this.told === JSON.stringify(this.sets.available(now))) return [];
    return [this.see(now)];
  }

  private see(now: Millis): Signal {
    const available = this.sets.available(now);
    const { stable, canary } = this.world.service.instances;
    for (const { revision, pods } of available) {
      const own = revision === this.stable || canary === "follow" ? stable : canary;
      const side = revision === this.stable ? 0 : 1;
      if (side === 1 && revision !== this.world.revisions.canary.version) continue;
      this.engine.setServing(side, Math.min(own, Math.ceil((pods * own) / this.full)), now);
    }
    this.told = JSON.stringify(available);
    return { type: "pods", available };
  }
}
