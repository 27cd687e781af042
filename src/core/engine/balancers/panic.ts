/** Hosts of a cluster by health. Excluded ones are warming: they count for nobody. */
export interface HostHealth {
  readonly hosts: number;
  readonly healthy: number;
  readonly degraded: number;
  readonly excluded: number;
}

/** Whether so few hosts are healthy that health is ignored and traffic goes to all of them (E8). */
export function isInPanic({ hosts, healthy, degraded, excluded }: HostHealth, thresholdPercent: number): boolean {
  const counted = hosts - excluded;
  const healthyPercent = counted === 0 ? 0 : (100 * (healthy + degraded)) / counted;
  return healthyPercent < thresholdPercent;
}
