import { check } from "./check.ts";
import { Evaluation } from "./evaluate.ts";
import { parseCondition } from "./parse.ts";
import { ConditionError, type Node, type Value } from "./syntax.ts";
import { bool, listOf, mayBe, refuse, type Type, typeOf } from "./types.ts";

/** A value as a provider returned it, with what is known of its type (A11.1). */
export interface Provided {
  readonly value: Value;
  readonly type: Type;
}

/** A Prometheus vector: numbers, however many. */
export function vector(values: readonly number[]): Provided {
  return { value: values, type: listOf({ kind: "float" }) };
}

/** Decoded JSON, a single number, or nil where the provider had nothing. */
export function provided(value: Value): Provided {
  return { value, type: typeOf(value) };
}

export type Answer =
  | { readonly ok: true; readonly value: boolean }
  /** What the controller would report. */
  | { readonly ok: false; readonly error: string };

/** A11: type check against the actual value, then the run; whatever is not a boolean is an error. */
export function evaluateCondition(condition: string, { value, type }: Provided): Answer {
  return answering(() => {
    const node = parseCondition(condition);
    mustBeBool(node, type);
    const answer = new Evaluation(value).run(node);
    return typeof answer === "boolean" ? answer : refuse("true or false as answer", typeOf(answer));
  });
}

/** Only syntax and types, before there is a value: what lint can know. Null when nothing is wrong. */
export function conditionError(condition: string, type: Type): string | null {
  const answer = answering(() => {
    mustBeBool(parseCondition(condition), type);
    return true;
  });
  return answer.ok ? null : answer.error;
}

function mustBeBool(node: Node, result: Type): void {
  const type = check(node, { known: new Map([["result", result]]), element: null });
  if (!mayBe(type, "bool")) refuse("true or false as answer", type.kind === "any" ? bool : type);
}

function answering(run: () => boolean): Answer {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (error instanceof ConditionError) return { ok: false, error: error.message };
    throw error;
  }
}

/** JSON as values: objects become Maps, so that no key reaches a prototype. */
export function jsonValue(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === "boolean" || typeof json === "string" || typeof json === "number") return json;
  if (Array.isArray(json)) return json.map(jsonValue);
  if (typeof json !== "object") return null;
  return new Map(Object.entries(json).map(([key, value]) => [key, jsonValue(value)]));
}
