/** A weight that was changed at time 0, and the time at which somebody looks. */
export interface ShareStep {
  readonly fromPercent: number;
  readonly toPercent: number;
  readonly seconds: number;
}
