/** A value inside a condition: Go's float64 is a number, Go's int a bigint, objects are Maps without prototypes. */
export type Value = null | boolean | string | number | bigint | readonly Value[] | ValueMap;
export interface ValueMap extends ReadonlyMap<string, Value> {}

export type BinaryOperator =
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "in"
  | "contains"
  | "startsWith"
  | "endsWith"
  | "matches"
  | ".."
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | "??";

/** A condition as a tree (A11.2). Calls name a function of the language: there are no function values. */
export type Node =
  | { readonly type: "literal"; readonly value: Value }
  | { readonly type: "list"; readonly items: readonly Node[] }
  | { readonly type: "name"; readonly name: string }
  /** `#`, the element that a predicate looks at, and `#index`, its place. */
  | { readonly type: "element" }
  | { readonly type: "place" }
  | { readonly type: "unary"; readonly operator: "not" | "-" | "+"; readonly operand: Node }
  | { readonly type: "binary"; readonly operator: BinaryOperator; readonly left: Node; readonly right: Node }
  | { readonly type: "member"; readonly of: Node; readonly key: Node; readonly optional: boolean }
  /** Around members with `?.`: one missing link makes all of it nil. */
  | { readonly type: "chain"; readonly inner: Node }
  | { readonly type: "call"; readonly name: string; readonly given: readonly Node[] }
  | { readonly type: "choice"; readonly test: Node; readonly yes: Node; readonly no: Node }
  | { readonly type: "let"; readonly name: string; readonly value: Node; readonly body: Node };

/** Why a condition cannot be used: its text, its types or what happened when it ran. The controller says Error. */
export class ConditionError extends Error {}

/** What a condition may cost. Conditions that people write stay a hundredfold below. */
export const conditionLimits = {
  characters: 10_000,
  /** Parentheses, lists, calls and operators inside each other. */
  depth: 100,
  /** Operators, members and values together. */
  links: 1_000,
  /** Nodes visited in one evaluation, elements of ranges included. */
  steps: 100_000,
} as const;
