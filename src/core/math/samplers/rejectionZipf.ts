import { exp } from "../exp.ts";
import { log } from "../log.ts";
import type { UniformSource } from "../uniforms.ts";

/**
 * Zipf without a table. Hörmann and Derflinger, "Rejection-inversion to generate variates from monotone
 * discrete distributions", ACM TOMACS 6 (1996): inversion of the integral of x^−exponent, rounded, with a
 * rare rejection.
 */
export class RejectionZipf {
  private readonly n: number;
  private readonly exponent: number;
  private readonly integralFirst: number;
  private readonly integralLast: number;
  private readonly shortcut: number;

  constructor(n: number, exponent: number) {
    this.n = n;
    this.exponent = exponent;
    this.integralFirst = this.integral(1.5) - 1;
    this.integralLast = this.integral(n + 0.5);
    this.shortcut = 2 - this.inverse(this.integral(2.5) - this.density(2));
  }

  rank(source: UniformSource): number {
    for (;;) {
      const u = this.integralLast + source.next() * (this.integralFirst - this.integralLast);
      const x = this.inverse(u);
      const k = Math.min(this.n, Math.max(1, Math.floor(x + 0.5)));
      if (k - x <= this.shortcut || u >= this.integral(k + 0.5) - this.density(k)) return k;
    }
  }

  private density(x: number): number {
    return exp(-this.exponent * log(x));
  }

  /** ∫₁ˣ t^−exponent dt = (x^(1−exponent) − 1)/(1 − exponent), whose limit at exponent 1 is log x. */
  private integral(x: number): number {
    const logX = log(x);
    return growth((1 - this.exponent) * logX) * logX;
  }

  private inverse(y: number): number {
    const t = Math.max(-1, y * (1 - this.exponent));
    return exp(slowness(t) * y);
  }
}

/** (eˣ − 1)/x. */
function growth(x: number): number {
  if (Math.abs(x) > 1e-4) return (exp(x) - 1) / x;
  return 1 + (x / 2) * (1 + (x / 3) * (1 + x / 4));
}

/** log(1 + x)/x. */
function slowness(x: number): number {
  if (Math.abs(x) > 1e-4) return log(1 + x) / x;
  return 1 - x * (1 / 2 - x * (1 / 3 - x / 4));
}
