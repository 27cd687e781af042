import type { Distribution } from "./distribution.ts";

type Range = "any" | "positive" | "notNegative" | "share" | "count";

const accepts: Readonly<Record<Range, (value: number) => boolean>> = {
  any: () => true,
  positive: (value) => value > 0,
  notNegative: (value) => value >= 0,
  share: (value) => value >= 0 && value <= 1,
  count: (value) => Number.isSafeInteger(value) && value >= 0,
};

/** The fields of each law and what they may be. */
const fieldsOf = {
  deterministic: { value: "notNegative" },
  exponential: { mean: "positive" },
  uniform: { low: "any", high: "any" },
  normal: { mean: "any", sd: "notNegative" },
  lognormal: { mean: "positive", cv: "notNegative" },
  gamma: { shape: "positive", mean: "positive" },
  weibull: { shape: "positive", scale: "positive" },
  pareto: { alpha: "positive", minimum: "positive" },
  poisson: { mean: "notNegative" },
  binomial: { n: "count", p: "share" },
  "negative-binomial": { mean: "notNegative", dispersion: "positive" },
  "beta-binomial": { n: "count", a: "positive", b: "positive" },
  zipf: { n: "count", exponent: "notNegative" },
} as const satisfies Readonly<Record<Distribution["kind"], Readonly<Record<string, Range>>>>;

/**
 * A distribution from data. An unknown kind, a field too many or missing, and a parameter out of range are
 * errors here, so that no rejection loop ever meets a NaN.
 */
export function readDistribution(value: unknown): Distribution {
  if (typeof value !== "object" || value === null) throw new Error("a distribution is an object with a kind");
  const { kind, ...parameters } = value as Readonly<Record<string, unknown>>;
  if (typeof kind !== "string" || !Object.hasOwn(fieldsOf, kind)) {
    throw new Error(`unknown distribution ${JSON.stringify(kind)}; known: ${Object.keys(fieldsOf).join(", ")}`);
  }
  const fields: Readonly<Record<string, Range>> = fieldsOf[kind as Distribution["kind"]];
  const stray = Object.keys(parameters).find((name) => !Object.hasOwn(fields, name));
  if (stray !== undefined) throw new Error(`a ${kind} distribution has no field ${JSON.stringify(stray)}`);
  for (const [name, range] of Object.entries(fields)) {
    const number = parameters[name];
    if (typeof number !== "number" || !Number.isFinite(number) || !accepts[range](number)) {
      throw new Error(`${name} of a ${kind} distribution cannot be ${JSON.stringify(number)}`);
    }
  }
  // Kind, names and ranges of all fields were checked above.
  return value as Distribution;
}
