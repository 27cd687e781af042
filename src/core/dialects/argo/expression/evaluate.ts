import { matchesPattern } from "../pattern.ts";
import { arithmetic, atMost, equal, less, negative, numeric, sum } from "./arithmetic.ts";
import { call, type Predicate, withPredicate } from "./call.ts";
import { isPredicateFunction } from "./functions.ts";
import { type BinaryOperator, ConditionError, conditionLimits, type Node, type Value } from "./syntax.ts";
import { isList, named, typeOf } from "./types.ts";

interface Scope {
  readonly names: ReadonlyMap<string, Value>;
  readonly element: Value;
  readonly place: number;
}

/** Runs a checked condition on one value. Counts its steps, so that no condition runs for long. */
export class Evaluation {
  readonly #result: Value;
  #steps = 0;

  constructor(result: Value) {
    this.#result = result;
  }

  run(node: Node): Value {
    return this.#value(node, { names: new Map([["result", this.#result]]), element: null, place: 0 });
  }

  #value(node: Node, scope: Scope): Value {
    this.#spend(1);
    switch (node.type) {
      case "literal":
        return node.value;
      case "list":
        return node.items.map((item) => this.#value(item, scope));
      case "name":
        return scope.names.get(node.name) ?? null;
      case "element":
        return scope.element;
      case "place":
        return BigInt(scope.place);
      case "unary": {
        const operand = this.#value(node.operand, scope);
        if (node.operator === "not") return !truth(operand);
        return node.operator === "-" ? negative(operand) : numeric(operand);
      }
      case "binary":
        return this.#binary(node, scope);
      case "member":
        return this.#member(node, scope) ?? null;
      case "chain":
        return this.#link(node.inner, scope) ?? null;
      case "call":
        return this.#call(node.name, node.given, scope);
      case "choice":
        return this.#value(truth(this.#value(node.test, scope)) ? node.yes : node.no, scope);
      case "let": {
        const names = new Map([...scope.names, [node.name, this.#value(node.value, scope)] as const]);
        return this.#value(node.body, { ...scope, names });
      }
    }
  }

  #binary({ operator, left, right }: Extract<Node, { type: "binary" }>, scope: Scope): Value {
    const first = this.#value(left, scope);
    // These three stop early, left to right.
    if (operator === "and") return truth(first) && truth(this.#value(right, scope));
    if (operator === "or") return truth(first) || truth(this.#value(right, scope));
    if (operator === "??") return first ?? this.#value(right, scope);
    if (operator === "..") return this.#range(first, this.#value(right, scope));
    return operate(operator, first, this.#value(right, scope));
  }

  #range(from: Value, to: Value): readonly Value[] {
    const [first, last] = [Number(numeric(from)), Number(numeric(to))];
    if (last < first) return [];
    this.#spend(last - first + 1);
    return Array.from({ length: last - first + 1 }, (_, index) => BigInt(first + index));
  }

  /** A part of a chain: undefined where an earlier `?.` found nothing. */
  #link(node: Node, scope: Scope): Value | undefined {
    return node.type === "member" ? this.#member(node, scope) : this.#value(node, scope);
  }

  #member({ of, key, optional }: Extract<Node, { type: "member" }>, scope: Scope): Value | undefined {
    this.#spend(1);
    const whole = this.#link(of, scope);
    if (whole === undefined || (whole === null && optional)) return undefined;
    const wanted = this.#value(key, scope);
    if (isList(whole)) return elementAt(whole, wanted);
    if (whole === null || typeof whole !== "object" || typeof wanted !== "string")
      throw new ConditionError(
        `expected an object before .${String(wanted).slice(0, 40)}, found ${named(typeOf(whole))}`,
      );
    return whole.get(wanted) ?? null;
  }

  #call(name: string, given: readonly Node[], scope: Scope): Value {
    const [list, test] = given;
    if (!isPredicateFunction(name) || list === undefined)
      return call(
        name,
        given.map((node) => this.#value(node, scope)),
        this.#result,
      );
    const predicate: Predicate | null =
      test === undefined ? null : (element, place) => this.#value(test, { ...scope, element, place });
    return withPredicate(name, this.#value(list, scope), predicate);
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > conditionLimits.steps)
      throw new ConditionError(`expected at most ${conditionLimits.steps} steps, needs more`);
  }
}

function elementAt(list: readonly Value[], place: Value): Value {
  if (typeof place !== "bigint")
    throw new ConditionError(`expected a whole number in [], found ${named(typeOf(place))}`);
  const index = Number(place) < 0 ? list.length + Number(place) : Number(place);
  if (index >= 0 && index < list.length) return list[index] ?? null;
  const empty = list.length === 0 ? ": the query returned no data" : "";
  throw new ConditionError(`index ${place} is out of range of a list of ${list.length}${empty}`);
}

function operate(operator: Exclude<BinaryOperator, "and" | "or" | "??" | "..">, left: Value, right: Value): Value {
  switch (operator) {
    case "==":
      return equal(left, right);
    case "!=":
      return !equal(left, right);
    case "<":
      return less(left, right);
    case ">":
      return less(right, left);
    case "<=":
      return atMost(left, right);
    case ">=":
      return atMost(right, left);
    case "in":
      return contained(left, right);
    case "contains":
      return words(left, right, (whole, part) => whole.includes(part));
    case "startsWith":
      return words(left, right, (whole, part) => whole.startsWith(part));
    case "endsWith":
      return words(left, right, (whole, part) => whole.endsWith(part));
    case "matches":
      return words(left, right, matched);
    case "+":
      return sum(left, right);
    case "-":
    case "*":
    case "/":
    case "%":
    case "**":
      return arithmetic(operator, left, right);
  }
}

function contained(value: Value, whole: Value): boolean {
  if (whole === null) return false;
  if (isList(whole)) return whole.some((item) => equal(item, value));
  if (typeof whole === "object" && typeof value === "string") return whole.has(value);
  throw new ConditionError(`expected a list or an object after in, found ${named(typeOf(whole))}`);
}

function words(left: Value, right: Value, test: (whole: string, part: string) => boolean): boolean {
  if (typeof left === "string" && typeof right === "string") return test(left, right);
  throw new ConditionError(`expected two strings, found ${named(typeOf(left))} and ${named(typeOf(right))}`);
}

function matched(whole: string, pattern: string): boolean {
  const found = matchesPattern(pattern, whole);
  if (found === null)
    throw new ConditionError(`expected a regular expression, found ${JSON.stringify(pattern.slice(0, 40))}`);
  return found;
}

function truth(value: Value): boolean {
  if (typeof value === "boolean") return value;
  throw new ConditionError(`expected true or false, found ${named(typeOf(value))}`);
}
