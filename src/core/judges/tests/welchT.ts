import { incompleteBeta } from "../../math/special/incompleteBeta.ts";
import { studentTUpperQuantile } from "../../math/special/studentT.ts";
import type { Interval } from "./counts.ts";
import { meanOf, sampleVariance } from "./moments.ts";

export interface WelchResult {
  readonly t: number;
  readonly df: number;
  readonly pValue: number;
  readonly confInt: Interval;
}

/** Welch's test for mean(x) − mean(y), two-sided, degrees of freedom by Welch and Satterthwaite (spec 3.7). */
export function welchT(x: readonly number[], y: readonly number[], confidence = 0.95): WelchResult {
  const difference = meanOf(x) - meanOf(y);
  const ofX = sampleVariance(x) / x.length;
  const ofY = sampleVariance(y) / y.length;
  const error = Math.sqrt(ofX + ofY);
  const t = difference / error;
  const df = ((ofX + ofY) * (ofX + ofY)) / ((ofX * ofX) / (x.length - 1) + (ofY * ofY) / (y.length - 1));
  const square = t * t;
  const reach = error * studentTUpperQuantile((1 - confidence) / 2, df);
  return {
    t,
    df,
    pValue: incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square)).lower,
    confInt: [difference - reach, difference + reach],
  };
}
