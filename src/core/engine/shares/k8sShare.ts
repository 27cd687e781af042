/** Share of new connections as a fraction, and how finely it can be set: one pod of all ready ones. */
export interface K8sShare {
  readonly share: number;
  readonly granularity: number;
}

/** Two Deployments behind one Service split by ready pods (K9.1); null when no pod is ready and nobody answers. */
export function k8sShare(stableReady: number, canaryReady: number): K8sShare | null {
  const ready = stableReady + canaryReady;
  return ready === 0 ? null : { share: canaryReady / ready, granularity: 1 / ready };
}

/** Fewest pods in all with which one canary pod gets at most `targetPercent` (K9.2). */
export function fewestPodsFor(targetPercent: number): number {
  return Math.ceil(100 / targetPercent);
}
