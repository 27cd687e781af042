/** A number as the files write it: what JSON cannot say is a text. */
export type Written = number | string;

export function numberOf(value: Written): number {
  return value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value);
}

export function numbersOf(values: readonly Written[]): readonly number[] {
  return values.map(numberOf);
}
