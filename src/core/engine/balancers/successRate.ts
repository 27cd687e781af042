/** When an interval's results single a host out. Envoy's defaults are in `successRateDefaults`. */
export interface SuccessRateRule {
  /** Hosts that must have had `volume` requests, or nobody is judged. */
  readonly minHosts: number;
  readonly volume: number;
  /** In thousandths of a standard deviation. */
  readonly stdevFactor: number;
  /** The failure percentage rule has its own minimums; its threshold is in percent. */
  readonly fpThreshold: number;
  readonly fpMinHosts: number;
  readonly fpVolume: number;
}

export const successRateDefaults: SuccessRateRule = {
  minHosts: 5,
  volume: 100,
  stdevFactor: 1900,
  fpThreshold: 85,
  fpMinHosts: 5,
  fpVolume: 50,
};

/** One host's results in an interval. */
export interface HostResults {
  readonly host: number;
  readonly success: number;
  readonly total: number;
}

/** Whom an interval singles out, before the limit on ejections; `mean` and `threshold` in percent. */
export interface SuccessRateFinding {
  readonly spread: { readonly mean: number; readonly threshold: number } | null;
  readonly outliers: readonly number[];
  readonly failurePercentageOutliers: readonly number[];
}

/**
 * Hosts whose success rate lies `stdevFactor` population standard deviations below the mean of the hosts with
 * enough requests, and hosts that fail `fpThreshold` percent of theirs (E7.6).
 */
export function successRateFinding(hosts: readonly HostResults[], rule: SuccessRateRule): SuccessRateFinding {
  const rates = hosts
    .filter(({ total }) => total > 0)
    .map(({ host, success, total }) => ({ host, total, rate: (success * 100) / total }));
  const judged = rates.filter(({ total }) => total >= rule.volume);
  const spread =
    judged.length === 0 || judged.length < rule.minHosts
      ? null
      : spreadOf(
          judged.map(({ rate }) => rate),
          rule.stdevFactor / 1000,
        );
  const outliers = spread === null ? [] : judged.filter(({ rate }) => rate < spread.threshold);
  const counted = rates.filter(({ total }) => total >= rule.fpVolume);
  const failing = counted.length < rule.fpMinHosts ? [] : counted.filter(({ rate }) => 100 - rate >= rule.fpThreshold);
  return {
    spread,
    outliers: outliers.map(({ host }) => host),
    failurePercentageOutliers: failing.map(({ host }) => host),
  };
}

function spreadOf(rates: readonly number[], factor: number): { readonly mean: number; readonly threshold: number } {
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) * (rate - mean), 0) / rates.length;
  return { mean, threshold: mean - factor * Math.sqrt(variance) };
}
