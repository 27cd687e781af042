import { isNumeric, less, numeric, sum } from "./arithmetic.ts";
import { ConditionError, type Value } from "./syntax.ts";
import { isList, named, typeOf } from "./types.ts";

/** A predicate bound to its scope. */
export type Predicate = (element: Value, place: number) => Value;

/** The functions that look at every element of a list (A11.2). */
export function withPredicate(name: string, list: Value, predicate: Predicate | null): Value {
  const items = itemsOf(name, list);
  const test = (item: Value, place: number): boolean => {
    const answer = predicate === null ? item : predicate(item, place);
    if (typeof answer === "boolean") return answer;
    throw new ConditionError(`expected true or false from the predicate of ${name}, found ${named(typeOf(answer))}`);
  };
  switch (name) {
    case "all":
      return items.every(test);
    case "any":
      return items.some(test);
    case "none":
      return !items.some(test);
    case "one":
      return items.filter(test).length === 1;
    case "count":
      return BigInt(items.filter(test).length);
    case "filter":
      return items.filter(test);
    case "sum":
      return items.map((item, place) => predicate?.(item, place) ?? item).reduce(sum, 0n);
    default:
      return items.map((item, place) => predicate?.(item, place) ?? null);
  }
}

function itemsOf(name: string, list: Value): readonly Value[] {
  if (isList(list)) return list;
  throw new ConditionError(`expected a list in ${name}, found ${named(typeOf(list))}`);
}

/** Every other function; `result` is what `default` looks at, whatever it is given (A11.3). */
export function call(name: string, given: readonly Value[], result: Value): Value {
  const first = given[0] ?? null;
  switch (name) {
    case "len":
      return BigInt(lengthOf(first));
    case "mean":
      return mean(numbersOf(given));
    case "median":
      return median(numbersOf(given));
    case "min":
      return extreme(numbersOf(given), (a, b) => less(a, b));
    case "max":
      return extreme(numbersOf(given), (a, b) => less(b, a));
    case "first":
      return itemsOf(name, first)[0] ?? null;
    case "last":
      return itemsOf(name, first).at(-1) ?? null;
    case "abs":
      return less(first, 0) ? (typeof first === "bigint" ? -first : -Number(first)) : numeric(first);
    case "ceil":
      return Math.ceil(Number(numeric(first)));
    case "floor":
      return Math.floor(Number(numeric(first)));
    case "round":
      return awayFromZero(Number(numeric(first)));
    case "int":
    case "asInt":
      return asInt(first);
    case "float":
    case "asFloat":
      return asFloat(first);
    case "string":
      return typeof first === "string" ? first : String(first);
    case "isNaN":
      return Number.isNaN(Number(numeric(first)));
    case "isInf":
      return Math.abs(Number(numeric(first))) === Number.POSITIVE_INFINITY;
    case "isNil":
      return first === null;
    case "default":
      return result ?? given[1] ?? null;
    default:
      throw new Error(`no such function: ${name}`);
  }
}

function lengthOf(value: Value): number {
  if (isList(value)) return value.length;
  if (typeof value === "string") return [...value].length;
  if (value !== null && typeof value === "object") return value.size;
  throw new ConditionError(`expected a list, a string or an object in len, found ${named(typeOf(value))}`);
}

function numbersOf(given: readonly Value[]): readonly Value[] {
  return given.flatMap((value) => (isList(value) ? value : [value])).map(numeric);
}

function mean(values: readonly Value[]): number {
  if (values.length === 0) return 0;
  return values.reduce<number>((total, value) => total + Number(numeric(value)), 0) / values.length;
}

function median(values: readonly Value[]): number {
  const sorted = values.map((value) => Number(numeric(value))).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function extreme(values: readonly Value[], better: (a: Value, b: Value) => boolean): Value {
  const [first, ...rest] = values;
  if (first === undefined) return null;
  return rest.reduce((so, value) => (better(value, so) ? value : so), first);
}

function awayFromZero(value: number): number {
  return value < 0 ? -Math.floor(-value + 0.5) : Math.floor(value + 0.5);
}

function asInt(value: Value): bigint {
  if (typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return BigInt.asIntN(64, BigInt(Math.trunc(value)));
  if (typeof value === "string" && /^[+-]?\d{1,18}$/.test(value)) return BigInt(value.replace(/^\+/, ""));
  throw new ConditionError(`expected a whole number in asInt, found ${shown(value)}`);
}

function asFloat(value: Value): number {
  if (isNumeric(value)) return Number(value);
  if (typeof value === "string" && value.length < 100) {
    if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return Number(value);
    if (/^nan$/i.test(value)) return Number.NaN;
    if (/^[+-]?inf(inity)?$/i.test(value))
      return value.startsWith("-") ? -Number.POSITIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  throw new ConditionError(`expected a number in asFloat, found ${shown(value)}`);
}

function shown(value: Value): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : named(typeOf(value));
}
