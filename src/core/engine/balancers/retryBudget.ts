/** Envoy's defaults when a budget is configured (E11). */
export const retryBudgetDefaults = { budgetPercent: 20, minRetryConcurrency: 3 };

/** What a cluster is busy with: requests under way and requests that wait for a connection. */
export interface ClusterLoad {
  readonly active: number;
  readonly pending: number;
}

/** Retries that may be under way at once: a share of all requests, with a floor (E11). */
export function retryLimit({ active, pending }: ClusterLoad, budget = retryBudgetDefaults): number {
  const share = Math.floor((budget.budgetPercent / 100) * (active + pending));
  return Math.max(share, budget.minRetryConcurrency);
}
