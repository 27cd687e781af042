import { exp } from "../../../math/exp.ts";
import { log } from "../../../math/log.ts";
import { ConditionError, type Value } from "./syntax.ts";
import { isList, refuse, typeOf } from "./types.ts";

/** Numbers as Go has them: a list element of JSON is a float, a literal without a point is an int. */
export type Numeric = number | bigint;

export function isNumeric(value: Value): value is Numeric {
  return typeof value === "number" || typeof value === "bigint";
}

/** The number in a value, or the error that the controller reports. */
export function numeric(value: Value): Numeric {
  return isNumeric(value) ? value : refuse("a number", typeOf(value));
}

export function arithmetic(operator: "-" | "*" | "%" | "/" | "**", left: Value, right: Value): Numeric {
  const [a, b] = [numeric(left), numeric(right)];
  if (operator === "/") return Number(a) / Number(b);
  if (operator === "**") return power(Number(a), Number(b));
  if (typeof a === "bigint" && typeof b === "bigint") return whole(operator, a, b);
  if (operator === "%") return refuse("whole numbers around %", typeOf(typeof a === "bigint" ? right : left));
  return operator === "-" ? Number(a) - Number(b) : Number(a) * Number(b);
}

/** Go's int wraps at 64 bits; a remainder by zero panics, which the controller reports. */
function whole(operator: "-" | "*" | "%", a: bigint, b: bigint): bigint {
  if (operator === "-") return BigInt.asIntN(64, a - b);
  if (operator === "*") return BigInt.asIntN(64, a * b);
  if (b === 0n) throw new ConditionError("expected a divisor other than 0 for %, found 0");
  return a % b;
}

export function sum(left: Value, right: Value): Value {
  if (typeof left === "string" && typeof right === "string") return left + right;
  const [a, b] = [numeric(left), numeric(right)];
  if (typeof a === "bigint" && typeof b === "bigint") return BigInt.asIntN(64, a + b);
  return Number(a) + Number(b);
}

export function negative(value: Value): Numeric {
  const number = numeric(value);
  return typeof number === "bigint" ? BigInt.asIntN(64, -number) : -number;
}

/** Whole exponents by squaring, others by the core's own exp and log, which round alike everywhere. */
function power(base: number, exponent: number): number {
  if (Number.isSafeInteger(exponent)) {
    let result = 1;
    let square = base;
    for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result *= square;
      square *= square;
    }
    return exponent < 0 ? 1 / result : result;
  }
  return base < 0 ? Number.NaN : base === 0 ? (exponent > 0 ? 0 : Number.POSITIVE_INFINITY) : exp(exponent * log(base));
}

/** Numbers by value, lists and objects by their parts, anything else only as itself. */
export function equal(left: Value, right: Value): boolean {
  if (isNumeric(left) && isNumeric(right)) return Number(left) === Number(right);
  if (left === null || right === null || typeof left !== "object" || typeof right !== "object") return left === right;
  if (isList(left) || isList(right)) {
    if (!isList(left) || !isList(right)) return false;
    return left.length === right.length && left.every((item, index) => equal(item, right[index] ?? null));
  }
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && equal(value, right.get(key) ?? null));
}

export function less(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") return left < right;
  return Number(numeric(left)) < Number(numeric(right));
}

export function atMost(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string") return left <= right;
  return Number(numeric(left)) <= Number(numeric(right));
}
