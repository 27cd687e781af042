import type { Comparison } from "../../model/index.ts";

const comparisons: Readonly<Record<Comparison, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** Whether a data point is on the wrong side of the threshold (AWS PutMetricAlarm, `ComparisonOperator`). */
export function breaches(value: number, comparison: Comparison, threshold: number): boolean {
  return comparisons[comparison](value, threshold);
}
