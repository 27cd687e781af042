import type { Peeking } from "../../core/judges/index.ts";

/** A judge as the picker names it. */
export interface JudgeEntry {
  readonly name: string;
  readonly title: string;
  /** What it compares and when it decides. */
  readonly says: string;
  /** Whether it holds its level when somebody looks at any time. */
  readonly peeking: Peeking;
}
