import { exponential, logNormal, sampleLogNormal } from "../math/samplers.ts";
import type { ServiceTime } from "../model/index.ts";
import type { Demanded } from "./encounter.ts";

/** A request that is nobody's: a copy of a user's, or one of a load test. One object, used again and again. */
export class Extra implements Demanded {
  // Doubles start as NaN, since V8 would give a field that starts at 0 another form, and then change it.
  serviceMs: number = Number.NaN;
  slowness: number = Number.NaN;
  luck: number = Number.NaN;
  touch: number = Number.NaN;
  spread: number = Number.NaN;
  user = 0;
  readonly session = -1;
  key = 0;
}

/** Service times by inversion of a uniform. */
export function samplerOf(law: ServiceTime): (uniform: number) => number {
  if (law.kind === "exponential") return (uniform) => exponential(uniform, law.meanMs);
  const shape = logNormal(law.meanMs, law.cv);
  return (uniform) => sampleLogNormal(uniform, shape);
}

/** When a load test asks next. One runs at a time: who starts another replaces it. */
export class LoadTests {
  /** Infinity while none runs. */
  next: number = Number.POSITIVE_INFINITY;
  private gap: number = Number.NaN;
  private until: number = Number.NaN;

  /** Evenly spaced, as a limited rate is. Goes on without a break where one runs at this rate. */
  start(perSecond: number, now: number, until: number): void {
    const gap = 1000 / perSecond;
    if (this.next === Number.POSITIVE_INFINITY || gap !== this.gap) this.next = now + gap;
    this.gap = gap;
    this.until = until;
  }

  advance(): void {
    this.next += this.gap;
    if (this.next >= this.until) this.next = Number.POSITIVE_INFINITY;
  }
}
