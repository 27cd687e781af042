import { ConditionError, type Node } from "./syntax.ts";
import { any, bool, comparable, float, int, isNumber, listOf, mayBe, refuse, type Type, text } from "./types.ts";

/** Functions whose second argument is a predicate, looked at once an element (A11.2). */
const predicates = ["all", "any", "none", "one", "filter", "map", "count", "sum"] as const;
const plain = "len mean median min max first last abs ceil floor round int float string".split(" ");
/** Argo's own (A11). */
const argos = "asInt asFloat isNaN isInf isNil default".split(" ");

export function knowsFunction(name: string): boolean {
  return isPredicateFunction(name) || plain.includes(name) || argos.includes(name);
}

export function isPredicateFunction(name: string): boolean {
  return predicates.some((known) => known === name);
}

export function elementOf(list: Type): Type {
  if (list.kind === "list") return list.of;
  return list.kind === "any" ? any : refuse("a list", list);
}

/** How many arguments a function takes, as [least, most]. */
function arity(name: string): readonly [number, number] {
  if (name === "count" || name === "sum") return [1, 2];
  if (isPredicateFunction(name) || name === "default") return [2, 2];
  return name === "min" || name === "max" || name === "mean" || name === "median" ? [1, 100] : [1, 1];
}

export function checkArity(name: string, given: readonly Node[]): void {
  const [least, most] = arity(name);
  if (given.length < least || given.length > most)
    throw new ConditionError(
      `expected ${least === most ? least : `${least} to ${most}`} arguments for ${name}, found ${given.length}`,
    );
}

/** What a function with a predicate gives; `predicate` is null where it was left out. */
export function predicateType(name: string, list: Type, predicate: Type | null): Type {
  const element = elementOf(list);
  const needsBool = name !== "map" && name !== "sum";
  const tested = predicate ?? element;
  if (needsBool && !mayBe(tested, "bool")) refuse(`a predicate that is true or false in ${name}`, tested);
  if (name === "sum") return mayBe(tested, "int", "float") ? tested : refuse("numbers in sum", tested);
  if (name === "count") return int;
  if (name === "map") return listOf(tested);
  return name === "filter" ? listOf(element) : bool;
}

/** What a function gives for arguments of these types, or the type error (A11.3). */
export function callType(name: string, given: readonly Type[]): Type {
  const first = given[0] ?? any;
  switch (name) {
    case "len":
      return mayBe(first, "list", "string", "map") ? int : refuse("a list, a string or an object in len", first);
    case "mean":
    case "median":
      return aggregated(name, given, float);
    case "min":
    case "max":
      return aggregated(name, given, given.length === 1 && first.kind === "list" ? first.of : joinedNumbers(given));
    case "first":
    case "last":
      elementOf(first);
      return any;
    case "abs":
      return mayBe(first, "int", "float") ? first : refuse("a number in abs", first);
    case "ceil":
    case "floor":
    case "round":
      return mayBe(first, "int", "float") ? float : refuse(`a number in ${name}`, first);
    case "int":
      return mayBe(first, "int", "float", "string") ? int : refuse("a number or a string in int", first);
    case "float":
      return mayBe(first, "int", "float", "string") ? float : refuse("a number or a string in float", first);
    case "string":
      return text;
    case "isNaN":
    case "isInf":
      return mayBe(first, "int", "float") ? bool : refuse(`a number in ${name}`, first);
    case "isNil":
      return bool;
    case "asInt":
      return int;
    case "asFloat":
      return float;
    default:
      return any;
  }
}

function joinedNumbers(given: readonly Type[]): Type {
  return given.every(({ kind }) => kind === "int") ? int : given.every(isNumber) ? float : any;
}

function aggregated(name: string, given: readonly Type[], result: Type): Type {
  for (const type of given) {
    const element = type.kind === "list" ? type.of : type;
    if (!comparable(element, float) || element.kind === "nil") refuse(`numbers in ${name}`, type);
  }
  return result;
}
