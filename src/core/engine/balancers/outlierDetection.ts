import { type SuccessRateRule, successRateDefaults, successRateFinding } from "./successRate.ts";

/** When a host is thrown out and for how long. Times are in one unit, that of `now`. */
export interface OutlierSettings {
  readonly consecutive5xx: number;
  readonly consecutiveGateway: number;
  /** How often each rule's verdict is carried out, in percent. */
  readonly enforce5xx: number;
  readonly enforceGateway: number;
  readonly enforceSuccessRate: number;
  readonly enforceFailurePercentage: number;
  readonly interval: number;
  readonly base: number;
  readonly maxEjectionTime: number;
  readonly maxEjectionPercent: number;
  readonly alwaysEjectOneHost: boolean;
  readonly successRate: SuccessRateRule;
}

/** Envoy's defaults, in milliseconds (E7). */
export const outlierDefaultsMs: OutlierSettings = {
  consecutive5xx: 5,
  consecutiveGateway: 5,
  enforce5xx: 100,
  enforceGateway: 0,
  enforceSuccessRate: 100,
  enforceFailurePercentage: 0,
  interval: 10_000,
  base: 30_000,
  maxEjectionTime: 300_000,
  maxEjectionPercent: 10,
  alwaysEjectOneHost: false,
  successRate: successRateDefaults,
};

/**
 * Outlier detection of one proxy (E7): `report` hears every answer, `tick` is to be called each interval.
 * https://github.com/envoyproxy/envoy/blob/main/source/common/upstream/outlier_detection_impl.cc
 */
export class OutlierDetection {
  /** 1 while a host is thrown out. */
  readonly ejected: Uint8Array;
  ejectedNow = 0;
  /** Verdicts that the limit on ejections overruled. */
  overflow = 0;
  private readonly settings: OutlierSettings;
  private readonly uniform: () => number;
  private readonly failures: Int32Array;
  private readonly gatewayFailures: Int32Array;
  private readonly success: Int32Array;
  private readonly total: Int32Array;
  private readonly ejectedAt: Float64Array;
  private readonly returnedAt: Float64Array;
  private readonly multiplier: Int32Array;

  /** `uniform` draws from [0, 1), and only where a rule is enforced sometimes. */
  constructor(hosts: number, settings: OutlierSettings, uniform: () => number) {
    this.settings = settings;
    this.uniform = uniform;
    this.ejected = new Uint8Array(hosts);
    this.failures = new Int32Array(hosts);
    this.gatewayFailures = new Int32Array(hosts);
    this.success = new Int32Array(hosts);
    this.total = new Int32Array(hosts);
    this.ejectedAt = new Float64Array(hosts);
    this.returnedAt = new Float64Array(hosts).fill(Number.POSITIVE_INFINITY);
    this.multiplier = new Int32Array(hosts);
  }

  /** An answer of a host: true when it got the host ejected. Timeouts count as 504, failed connections as 503. */
  report(host: number, code: number, now: number): boolean {
    const { settings } = this;
    (this.total[host] as number)++;
    if (code < 500 || code > 599) {
      (this.success[host] as number)++;
      this.failures[host] = 0;
      this.gatewayFailures[host] = 0;
      return false;
    }
    // The gateway counter is looked at first (E7.2); the second verdict finds the host out already.
    const gateway = this.countGateway(host, code) && this.convict(host, settings.enforceGateway, now);
    if (++(this.failures[host] as number) !== settings.consecutive5xx) return gateway;
    this.failures[host] = 0;
    return this.convict(host, settings.enforce5xx, now) || gateway;
  }

  /** The interval timer: true when a host came back or was ejected. Success rates are those since the last tick. */
  tick(now: number): boolean {
    const returned = this.returnHosts(now);
    const ejected = this.judgeInterval(now);
    for (let host = 0; host < this.ejected.length; host++) {
      const rested = this.ejected[host] === 0 && now - (this.returnedAt[host] as number) >= this.settings.interval;
      if (rested && (this.multiplier[host] as number) > 0) (this.multiplier[host] as number)--;
    }
    return returned || ejected;
  }

  /** Whether this answer is the one too many; 500 itself is no gateway error and sets the counter back. */
  private countGateway(host: number, code: number): boolean {
    const counted = code >= 502 && code <= 504 ? (this.gatewayFailures[host] as number) + 1 : 0;
    const fires = counted > 0 && counted === this.settings.consecutiveGateway;
    this.gatewayFailures[host] = fires ? 0 : counted;
    return fires;
  }

  /** Ejects a host if the limit allows it and the rule is enforced, in this order (E7.3). */
  private convict(host: number, enforcedPercent: number, now: number): boolean {
    if (this.ejected[host] === 1) return false;
    const { maxEjectionPercent, alwaysEjectOneHost, base, maxEjectionTime } = this.settings;
    const percent = (100 * (this.ejectedNow + 1)) / this.ejected.length;
    if (percent > maxEjectionPercent && !(alwaysEjectOneHost && this.ejectedNow === 0)) {
      this.overflow++;
      return false;
    }
    if (!this.enforces(enforcedPercent)) return false;
    this.ejected[host] = 1;
    this.ejectedNow++;
    this.ejectedAt[host] = now;
    if ((this.multiplier[host] as number) * base < maxEjectionTime + base) (this.multiplier[host] as number)++;
    return true;
  }

  private enforces(percent: number): boolean {
    return percent >= 100 || (percent > 0 && this.uniform() * 100 < percent);
  }

  private returnHosts(now: number): boolean {
    const { base, maxEjectionTime } = this.settings;
    const before = this.ejectedNow;
    for (let host = 0; host < this.ejected.length; host++) {
      if (this.ejected[host] === 0) continue;
      const duration = Math.min(base * (this.multiplier[host] as number), maxEjectionTime);
      if (now < (this.ejectedAt[host] as number) + duration) continue;
      this.ejected[host] = 0;
      this.ejectedNow--;
      this.returnedAt[host] = now;
      this.failures[host] = 0;
      this.gatewayFailures[host] = 0;
    }
    return this.ejectedNow < before;
  }

  /** Success rate and failure percentage of the hosts in service (E7.6), and a new interval. */
  private judgeInterval(now: number): boolean {
    const { settings, success, total } = this;
    const hosts = Array.from(this.ejected, (out, host) => ({
      host,
      success: success[host] as number,
      total: out === 1 ? 0 : (total[host] as number),
    }));
    success.fill(0);
    total.fill(0);
    const before = this.ejectedNow;
    const { outliers, failurePercentageOutliers } = successRateFinding(hosts, settings.successRate);
    for (const host of outliers) this.convict(host, settings.enforceSuccessRate, now);
    for (const host of failurePercentageOutliers) this.convict(host, settings.enforceFailurePercentage, now);
    return this.ejectedNow > before;
  }
}
