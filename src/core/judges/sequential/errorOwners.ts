import { log } from "../../math/log.ts";
import { log1p } from "../../math/special/log1p.ts";
import type { Evidence } from "../evidence.ts";
import { logMean } from "./rateRatioEProcess.ts";

/** Running log likelihoods of the errors' owners for a set of rate ratios; a window with a share of 1 adds nothing. */
export class ErrorOwners {
  private readonly ratios: readonly number[];
  private readonly logRatios: Float64Array;
  private readonly logs: Float64Array;
  /** ln(1 + (r − 1)θ) for the share of the last window: shares change seldom. */
  private readonly normalisers: Float64Array;
  private theta = Number.NaN;

  constructor(ratios: readonly number[]) {
    this.ratios = ratios;
    this.logRatios = new Float64Array(ratios.length);
    for (let i = 0; i < ratios.length; i++) this.logRatios[i] = log(ratios[i] as number);
    this.logs = new Float64Array(ratios.length);
    this.normalisers = new Float64Array(ratios.length);
  }

  /** `mirrored`: as if the baseline were the canary. */
  add({ canaryShare, canary, baseline }: Evidence[number], mirrored = false): void {
    const theta = mirrored ? 1 - canaryShare : canaryShare;
    const hits = mirrored ? baseline.errors : canary.errors;
    const all = canary.errors + baseline.errors;
    if (all === 0 || theta <= 0 || theta >= 1) return;
    if (theta !== this.theta) this.share(theta);
    const { logs, logRatios, normalisers } = this;
    for (let i = 0; i < logs.length; i++) {
      logs[i] = (logs[i] as number) + hits * (logRatios[i] as number) - all * (normalisers[i] as number);
    }
  }

  private share(theta: number): void {
    this.theta = theta;
    for (let i = 0; i < this.normalisers.length; i++) {
      this.normalisers[i] = log1p(((this.ratios[i] as number) - 1) * theta);
    }
  }

  /** ln of the likelihood under ratio number i against equal rates. */
  at(i: number): number {
    return this.logs[i] as number;
  }

  /** ln of the equally weighted mixture over the ratios from number `first` on. */
  mixture(first = 0): number {
    return logMean(this.logs, first);
  }

  /** Is that mixture at least `bound`? It is never above its largest part, which mostly settles it. */
  mixtureReaches(bound: number, first = 0): boolean {
    for (let i = first; i < this.logs.length; i++) {
      if ((this.logs[i] as number) >= bound) return this.mixture(first) >= bound;
    }
    return false;
  }
}
