import type { BinaryOperator } from "./syntax.ts";

/** How tightly an operator binds, loose to tight (A11.2). */
export const binding: ReadonlyMap<string, readonly [BinaryOperator, number]> = new Map([
  ["||", ["or", 10]],
  ["or", ["or", 10]],
  ["&&", ["and", 15]],
  ["and", ["and", 15]],
  ["==", ["==", 20]],
  ["!=", ["!=", 20]],
  ["<", ["<", 20]],
  [">", [">", 20]],
  ["<=", ["<=", 20]],
  [">=", [">=", 20]],
  ["in", ["in", 20]],
  ["contains", ["contains", 20]],
  ["startsWith", ["startsWith", 20]],
  ["endsWith", ["endsWith", 20]],
  ["matches", ["matches", 20]],
  ["..", ["..", 25]],
  ["+", ["+", 30]],
  ["-", ["-", 30]],
  ["*", ["*", 60]],
  ["/", ["/", 60]],
  ["%", ["%", 60]],
  ["**", ["**", 100]],
  ["^", ["**", 100]],
  ["??", ["??", 500]],
] as const);

export const unary: ReadonlyMap<string, readonly ["not" | "-" | "+", number]> = new Map([
  ["not", ["not", 50]],
  ["!", ["not", 50]],
  ["-", ["-", 90]],
  ["+", ["+", 90]],
] as const);

export const negatable = ["in", "contains", "startsWith", "endsWith", "matches"];
export const chained = ["<", ">", "<=", ">="];
