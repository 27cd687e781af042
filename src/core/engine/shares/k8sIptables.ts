/**
 * Probabilities of kube-proxy's iptables rules, one an endpoint, in order; the last has no condition (K10.1):
 * kubernetes `pkg/proxy/iptables` computeProbability prints 1 / (n − i) with ten decimals.
 */
export function k8sIptables(endpoints: number): readonly (string | null)[] {
  return Array.from({ length: endpoints }, (_, i) => (i === endpoints - 1 ? null : tenDecimals(endpoints - i)));
}

/**
 * 1/2048 is the one quotient that lies half-way between two of ten decimals: Go prints the even one where
 * `toFixed` takes the larger.
 */
function tenDecimals(remaining: number): string {
  return remaining === 2048 ? "0.0004882812" : (1 / remaining).toFixed(10);
}
