import type { Outlier, World } from "../model/index.ts";
import { OutlierDetection, outlierDefaultsMs } from "./balancers/outlierDetection.ts";
import type { Fleet } from "./fleet.ts";

/**
 * Outlier detection where it stands: each track is a cluster of its own, whose proxy throws instances out that
 * fail too often and takes them back after a while (E7). The proxy's timer runs on whole ticks.
 */
export class Ejections {
  private readonly fleet: Fleet;
  private readonly interval: number;
  private readonly clusters: readonly [OutlierDetection, OutlierDetection];
  private nextTick: number;

  constructor(fleet: Fleet, outlier: Outlier, { service }: World) {
    const { stable, canary } = service.instances;
    const settings = {
      ...outlierDefaultsMs,
      consecutive5xx: outlier.consecutive,
      interval: outlier.interval,
      base: outlier.eject,
      maxEjectionPercent: 100 * outlier.maxEjected,
    };
    // Every verdict is carried out, so that nothing is drawn.
    const cluster = (hosts: number): OutlierDetection => new OutlierDetection(hosts, settings, () => 0);
    this.fleet = fleet;
    this.interval = outlier.interval;
    this.nextTick = outlier.interval;
    this.clusters = [cluster(stable), cluster(canary === "follow" ? stable : canary)];
  }

  /** Tells the proxy how an instance answered: a timeout is its failure too. */
  report(instance: number, failed: boolean, now: number): void {
    const track = this.fleet.trackOf[instance] as 0 | 1;
    const host = this.fleet.rank[instance] as number;
    if (this.clusters[track].report(host, failed ? 500 : 200, now)) this.show(track);
  }

  /** Lets the timer go off where it is due at the start of a tick. */
  turn(now: number): void {
    if (now < this.nextTick) return;
    this.nextTick += this.interval;
    for (const track of [0, 1] as const) if (this.clusters[track].tick(now)) this.show(track);
  }

  private show(track: 0 | 1): void {
    this.fleet.eject(track, this.clusters[track].ejected);
  }
}
