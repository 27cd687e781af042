import { callType, checkArity, elementOf, isPredicateFunction, predicateType } from "./functions.ts";
import { type BinaryOperator, ConditionError, type Node } from "./syntax.ts";
import {
  any,
  bool,
  comparable,
  float,
  int,
  isNumber,
  joined,
  listOf,
  mayBe,
  refuse,
  type Type,
  text,
  typeOf,
} from "./types.ts";

/** The names that a condition may use, and what `#` is where it stands. */
export interface Names {
  readonly known: ReadonlyMap<string, Type>;
  readonly element: Type | null;
}

/** A11: a type error anywhere is an error, even in a branch that would not run. Gives the condition's type. */
export function check(node: Node, names: Names): Type {
  switch (node.type) {
    case "literal":
      return typeOf(node.value);
    case "list":
      return listOf(listElement(node.items.map((item) => check(item, names))));
    case "name":
      return names.known.get(node.name) ?? unknownName(node.name);
    case "element":
      return names.element ?? outside("#");
    case "place":
      return names.element === null ? outside("#index") : int;
    case "unary":
      return checkUnary(node.operator, check(node.operand, names));
    case "binary":
      return checkBinary(node.operator, check(node.left, names), check(node.right, names));
    case "member":
      return checkMember(check(node.of, names), node.key, names);
    case "chain":
      return any;
    case "call":
      return checkCall(node.name, node.given, names);
    case "choice":
      return checkChoice(node, names);
    case "let":
      return check(node.body, { ...names, known: new Map([...names.known, [node.name, check(node.value, names)]]) });
  }
}

function unknownName(name: string): never {
  throw new ConditionError(`expected result or a function, found the unknown name ${name}`);
}

function outside(sign: string): never {
  throw new ConditionError(`expected ${sign} inside a predicate, found it outside of one`);
}

function listElement(types: readonly Type[]): Type {
  const [first, ...rest] = types;
  return first === undefined ? any : rest.reduce(joined, first);
}

function checkUnary(operator: "not" | "-" | "+", operand: Type): Type {
  if (operator === "not") return mayBe(operand, "bool") ? bool : refuse("true or false after !", operand);
  return mayBe(operand, "int", "float") ? operand : refuse(`a number after ${operator}`, operand);
}

function checkBinary(operator: BinaryOperator, left: Type, right: Type): Type {
  switch (operator) {
    case "or":
    case "and":
      for (const side of [left, right]) if (!mayBe(side, "bool")) refuse(`true or false beside ${operator}`, side);
      return bool;
    case "==":
    case "!=":
      return comparable(left, right) ? bool : refuse(`two of one kind beside ${operator}`, right);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return bothOf(operator, [left, right], bool);
    case "in":
      return checkIn(left, right);
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
      for (const side of [left, right]) if (!mayBe(side, "string")) refuse(`a string beside ${operator}`, side);
      return bool;
    case "..":
      for (const side of [left, right]) if (!mayBe(side, "int")) refuse("a whole number beside ..", side);
      return listOf(int);
    case "+":
      return bothOf(operator, [left, right], left.kind === "string" ? text : number(left, right));
    case "-":
    case "*":
    case "/":
    case "**":
      for (const side of [left, right]) if (!mayBe(side, "int", "float")) refuse(`a number beside ${operator}`, side);
      return operator === "/" || operator === "**" ? float : number(left, right);
    case "%":
      for (const side of [left, right]) if (!mayBe(side, "int")) refuse("a whole number beside %", side);
      return int;
    case "??":
      return joined(left, right);
  }
}

/** Two numbers or two strings. */
function bothOf(operator: string, [left, right]: readonly [Type, Type], result: Type): Type {
  for (const side of [left, right])
    if (!mayBe(side, "int", "float", "string")) refuse(`a number or a string beside ${operator}`, side);
  const mixed = left.kind !== "any" && right.kind !== "any" && isNumber(left) !== isNumber(right);
  return mixed ? refuse(`two of one kind beside ${operator}`, right) : result;
}

function number(left: Type, right: Type): Type {
  if (left.kind === "any" || right.kind === "any") return any;
  return left.kind === "int" && right.kind === "int" ? int : float;
}

function checkIn(left: Type, right: Type): Type {
  if (right.kind === "map" && !mayBe(left, "string")) refuse("a string before in", left);
  if (right.kind === "list" && !comparable(left, right.of)) refuse("one of the list's kind before in", left);
  return mayBe(right, "map", "list", "nil") ? bool : refuse("a list or an object after in", right);
}

function checkMember(of: Type, key: Node, names: Names): Type {
  const type = check(key, names);
  if (of.kind === "list") return mayBe(type, "int") ? of.of : refuse("a whole number in []", type);
  if (of.kind === "map") return mayBe(type, "string") ? any : refuse("a name in []", type);
  return of.kind === "any" ? any : refuse("a list or an object before a member", of);
}

function checkCall(name: string, given: readonly Node[], names: Names): Type {
  checkArity(name, given);
  const [first, predicate] = given;
  if (!isPredicateFunction(name) || first === undefined)
    return callType(
      name,
      given.map((node) => check(node, names)),
    );
  const list = check(first, names);
  const element = elementOf(list);
  return predicateType(name, list, predicate === undefined ? null : check(predicate, { ...names, element }));
}

function checkChoice(node: Extract<Node, { type: "choice" }>, names: Names): Type {
  const test = check(node.test, names);
  if (!mayBe(test, "bool")) refuse("true or false before ?", test);
  return joined(check(node.yes, names), check(node.no, names));
}
