import { ConditionError, type Value } from "./syntax.ts";

/** What is known of a value before the condition runs (A11: the check comes first, against the actual value). */
export type Type =
  | { readonly kind: "any" | "nil" | "bool" | "string" | "int" | "float" | "map" }
  | { readonly kind: "list"; readonly of: Type };

export const any: Type = { kind: "any" };
export const bool: Type = { kind: "bool" };
export const text: Type = { kind: "string" };
export const int: Type = { kind: "int" };
export const float: Type = { kind: "float" };

export function listOf(of: Type): Type {
  return { kind: "list", of };
}

export function isNumber({ kind }: Type): boolean {
  return kind === "int" || kind === "float";
}

/** Could it be one of these when it runs? `any` could be anything. */
export function mayBe(type: Type, ...kinds: readonly Type["kind"][]): boolean {
  return type.kind === "any" || kinds.includes(type.kind);
}

/** May `==` stand between them? Numbers of both sorts, equal kinds, nil and what is not known. */
export function comparable(left: Type, right: Type): boolean {
  if (left.kind === "any" || right.kind === "any" || left.kind === "nil" || right.kind === "nil") return true;
  return left.kind === right.kind || (isNumber(left) && isNumber(right));
}

export function joined(left: Type, right: Type): Type {
  return JSON.stringify(left) === JSON.stringify(right) ? left : any;
}

/** The type of a value that is there; what JSON holds inside is not known before. */
export function typeOf(value: Value): Type {
  if (value === null) return { kind: "nil" };
  if (typeof value === "boolean") return bool;
  if (typeof value === "string") return text;
  if (typeof value === "number") return float;
  if (typeof value === "bigint") return int;
  return isList(value) ? listOf(any) : { kind: "map" };
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

const names: Readonly<Record<Type["kind"], string>> = {
  any: "a value",
  nil: "nil",
  bool: "true or false",
  string: "a string",
  int: "a whole number",
  float: "a number",
  map: "an object",
  list: "a list",
};

/** The type in a message. */
export function named({ kind }: Type): string {
  return names[kind];
}

export function refuse(expected: string, found: Type): never {
  throw new ConditionError(`expected ${expected}, found ${named(found)}`);
}
