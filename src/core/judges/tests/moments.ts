/** Arithmetic mean; NaN without values. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum / values.length;
}

/** Variance with divisor n − 1. */
export function sampleVariance(values: ArrayLike<number>): number {
  return squares(values) / (values.length - 1);
}

/** Variance with divisor n. */
export function populationVariance(values: ArrayLike<number>): number {
  return squares(values) / values.length;
}

function squares(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const off = (values[i] as number) - mean;
    sum += off * off;
  }
  return sum;
}
