import type { AvailablePods, Millis } from "./model/index.ts";

/** Pods of one revision by the time they were created, oldest first. */
interface PodSet {
  readonly revision: string;
  readonly createdAt: readonly Millis[];
}

/**
 * Pods as a cluster keeps them: there the moment a revision is sized up, available `readyAfter` later, the newest
 * removed first. A revision may be held back from becoming ready.
 */
export class ReplicaSets {
  private sets: readonly PodSet[] = [];
  private readonly readyAfter: Millis;
  private readonly unready: Set<string>;

  constructor(readyAfter: Millis, unready: readonly string[] = []) {
    this.readyAfter = readyAfter;
    this.unready = new Set(unready);
  }

  /** Pods that were there before time began. */
  seed(revision: string, count: number): void {
    this.resize(revision, { count, at: Number.NEGATIVE_INFINITY });
  }

  scale(revision: string, count: number, now: Millis): void {
    this.resize(revision, { count, at: now });
  }

  hold(revision: string): void {
    this.unready.add(revision);
  }

  release(revision: string): void {
    this.unready.delete(revision);
  }

  pods(revision: string): number {
    return this.sets.find((set) => set.revision === revision)?.createdAt.length ?? 0;
  }

  available(now: Millis): readonly AvailablePods[] {
    return this.sets.map(({ revision, createdAt }) => ({
      revision,
      pods: this.unready.has(revision) ? 0 : createdAt.filter((at) => at + this.readyAfter <= now).length,
    }));
  }

  /** When a pod becomes available next, or null. */
  nextReady(now: Millis): Millis | null {
    const times = this.sets
      .filter(({ revision }) => !this.unready.has(revision))
      .flatMap(({ createdAt }) => createdAt.map((at) => at + this.readyAfter))
      .filter((at) => at > now);
    return times.length === 0 ? null : Math.min(...times);
  }

  private resize(revision: string, { count, at }: { readonly count: number; readonly at: Millis }): void {
    const known = this.sets.find((set) => set.revision === revision) ?? { revision, createdAt: [] };
    const kept = known.createdAt.slice(0, count);
    const createdAt = [...kept, ...Array.from({ length: count - kept.length }, () => at)];
    const others = this.sets.filter((set) => set !== known);
    this.sets = [...others, { revision, createdAt }];
  }
}
