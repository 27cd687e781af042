import { chanceOfNone } from "./chanceOfNone.ts";

/** Long-lived connections placed at random over ready pods. */
export interface Connections {
  readonly connections: number;
  readonly canaryReady: number;
  readonly totalReady: number;
}

/** The canary's share of the connections: its mean and standard deviation, and the chance that it has none. */
export interface ConnectionShare {
  readonly expectedShare: number;
  readonly pNoCanary: number;
  readonly sdShare: number;
}

/** kube-proxy chooses a pod per connection, so that the canary's number of them is binomial (K10.2). */
export function k8sConnections({ connections, canaryReady, totalReady }: Connections): ConnectionShare {
  const share = canaryReady / totalReady;
  return {
    expectedShare: share,
    pNoCanary: chanceOfNone(share, connections),
    sdShare: Math.sqrt((share * (1 - share)) / connections),
  };
}
