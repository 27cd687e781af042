export interface SimulateOptions {
  /** Ticks between two yields. */
  readonly chunkTicks?: number;
  /** Stop soon after the rollout has ended instead of at the horizon. */
  readonly stopWhenSettled?: boolean;
}
