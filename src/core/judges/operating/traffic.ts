/** Two arms with constant rates and a look each minute. */
export interface Traffic {
  readonly canaryPerLook: number;
  readonly baselinePerLook: number;
  readonly canaryErrorRate: number;
  readonly baselineErrorRate: number;
  readonly looks: number;
}
