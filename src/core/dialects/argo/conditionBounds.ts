import { parseCondition } from "./expression/parse.ts";
import { ConditionError, type Node } from "./expression/syntax.ts";
import type { Conditions } from "./measurementPhase.ts";

interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
}

const open: Bounds = { min: null, max: null };

function isOpen({ min, max }: Bounds): boolean {
  return min === null && max === null;
}

/** The bounds that plain conditions put on the first value: `result[0] >= 0.95` is a floor of 0.95. */
export function boundsOf({ successCondition, failureCondition }: Conditions): Bounds {
  const success = read(successCondition, false);
  return isOpen(success) ? read(failureCondition, true) : success;
}

function read(condition: string, negated: boolean): Bounds {
  if (condition === "") return open;
  try {
    return bounds(parseCondition(condition), negated);
  } catch (error) {
    if (error instanceof ConditionError) return open;
    throw error;
  }
}

/** A failure condition bounds from the other side; its parts are joined by or instead of and. */
function bounds(node: Node, negated: boolean): Bounds {
  if (node.type !== "binary") return open;
  if (node.operator === "or" || node.operator === "and") {
    const [left, right] = [bounds(node.left, negated), bounds(node.right, negated)];
    const both = { min: left.min ?? right.min, max: left.max ?? right.max };
    // Joined the other way, one side may only be a guard such as `len(result) == 0 or …`.
    return node.operator === (negated ? "or" : "and") || isOpen(left) || isOpen(right) ? both : open;
  }
  if (!isValue(node.left) || node.right.type !== "literal") return open;
  const limit = typeof node.right.value === "bigint" ? Number(node.right.value) : node.right.value;
  if (typeof limit !== "number") return open;
  if (node.operator === ">=" || node.operator === ">")
    return negated ? { min: null, max: limit } : { min: limit, max: null };
  if (node.operator === "<=" || node.operator === "<")
    return negated ? { min: limit, max: null } : { min: null, max: limit };
  return open;
}

const sameUnit = ["default", "asFloat", "asInt", "float", "first", "mean", "max", "min"];

/** `result`, `result[0]` or one of them in a call such as `default`. */
function isValue(node: Node): boolean {
  if (node.type === "name") return node.name === "result";
  if (node.type === "member") return isValue(node.of);
  return node.type === "call" && sameUnit.includes(node.name) && node.given[0] !== undefined && isValue(node.given[0]);
}
