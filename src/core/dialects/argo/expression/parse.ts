import { isPredicateFunction, knowsFunction } from "./functions.ts";
import { binding, chained, negatable, unary } from "./operators.ts";
import { type BinaryOperator, ConditionError, conditionLimits, type Node } from "./syntax.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** Reads a condition; throws a ConditionError that says what was expected where. */
export function parseCondition(text: string): Node {
  const parser = new Parser(tokensOf(text));
  const node = parser.expression(0);
  parser.expectEnd();
  return node;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;
  #links = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expectEnd(): void {
    if (this.#token.type !== "end") this.#fail("an operator or the end");
  }

  /** Everything that binds at least as tightly as `least`. */
  expression(least: number): Node {
    if (++this.#depth > conditionLimits.depth)
      throw new ConditionError(`expected at most ${conditionLimits.depth} levels of nesting, found more`);
    const node = least === 0 && this.#takes("let") ? this.#declaration() : this.#operations(least);
    this.#depth--;
    return node;
  }

  #declaration(): Node {
    const { value: name } = this.#expectName();
    this.#expect("=");
    const value = this.expression(0);
    this.#expect(";");
    return { type: "let", name, value, body: this.expression(0) };
  }

  #operations(least: number): Node {
    let left = this.#prefix();
    for (;;) {
      const negated = this.#is("not") && negatable.includes(String(this.#peek(1).value));
      const found = binding.get(this.#operatorText(negated ? 1 : 0));
      if (found === undefined || found[1] < least) break;
      this.#link();
      this.#next += negated ? 2 : 1;
      left = this.#binary(left, found);
      if (negated) left = { type: "unary", operator: "not", operand: left };
    }
    return least === 0 ? this.#suffix(left) : left;
  }

  #binary(left: Node, [operator, power]: readonly [BinaryOperator, number]): Node {
    const right = this.expression(operator === "**" ? power : power + 1);
    const node: Node = { type: "binary", operator, left, right };
    if (!chained.includes(operator) || !chained.includes(this.#operatorText(0))) return node;
    const [following] = binding.get(this.#operatorText(0)) ?? [];
    if (following === undefined) return node;
    this.#next++;
    return { type: "binary", operator: "and", left: node, right: this.#binary(right, [following, power]) };
  }

  /** What is looser than any operator: `a | f()` and `a ? b : c`. */
  #suffix(first: Node): Node {
    let node = first;
    for (;;) {
      this.#link();
      if (this.#takes("|")) {
        const { value: name } = this.#expectName();
        node = this.#members(this.#call(name, [node]));
      } else if (this.#takes("?")) {
        const yes = this.expression(0);
        this.#expect(":");
        node = { type: "choice", test: node, yes, no: this.expression(0) };
      } else return node;
    }
  }

  #prefix(): Node {
    const found = unary.get(this.#operatorText(0));
    if (found === undefined) return this.#members(this.#primary());
    this.#next++;
    return { type: "unary", operator: found[0], operand: this.expression(found[1]) };
  }

  #primary(): Node {
    const token = this.#token;
    this.#next++;
    switch (token.type) {
      case "float":
      case "int":
      case "string":
        return { type: "literal", value: token.value };
      case "name":
        return this.#named(token.value);
      case "sign":
        return this.#signed(token.value);
      case "end":
        this.#next--;
        return this.#fail("a value");
    }
  }

  #named(name: string): Node {
    if (name === "true" || name === "false") return { type: "literal", value: name === "true" };
    if (name === "nil") return { type: "literal", value: null };
    return this.#is("(") ? this.#call(name, []) : { type: "name", name };
  }

  #signed(sign: string): Node {
    if (sign === "(") {
      const inner = this.expression(0);
      this.#expect(")");
      return inner;
    }
    if (sign === "[") return { type: "list", items: this.#items("]") };
    if (sign === "#") return { type: "element" };
    if (sign === "#index") return { type: "place" };
    this.#next--;
    // `.v` inside a predicate is short for `#.v`; the dot is read as a member.
    if (sign === ".") return { type: "element" };
    return this.#fail("a value");
  }

  #call(name: string, before: readonly Node[]): Node {
    if (!knowsFunction(name)) throw new ConditionError(`expected a known function, found ${name}`);
    this.#expect("(");
    return { type: "call", name, given: [...before, ...this.#items(")", isPredicateFunction(name))] };
  }

  /** Comma-separated expressions up to the closing sign; a predicate may stand in braces. */
  #items(closing: string, braces = false): readonly Node[] {
    const items: Node[] = [];
    while (!this.#takes(closing)) {
      if (items.length > 0) this.#expect(",");
      if (items.length > 0 && this.#takes(closing)) break;
      if (braces && this.#takes("{")) {
        items.push(this.expression(0));
        this.#expect("}");
      } else items.push(this.expression(0));
      if (items.length > 1000) throw new ConditionError("expected at most 1000 entries, found more");
    }
    return items;
  }

  #members(first: Node): Node {
    let node = first;
    let optional = false;
    for (;;) {
      this.#link();
      const maybe = this.#takes("?.");
      optional ||= maybe;
      if (maybe ? !this.#is("[") : this.#takes("."))
        node = { type: "member", of: node, key: { type: "literal", value: this.#expectName().value }, optional: maybe };
      else if (this.#takes("[")) {
        node = { type: "member", of: node, key: this.expression(0), optional: maybe };
        this.#expect("]");
      } else return optional ? { type: "chain", inner: node } : node;
    }
  }

  /** Rows of operators and members grow the tree without nesting in the text; the evaluator walks it by recursion. */
  #link(): void {
    if (++this.#links > conditionLimits.links)
      throw new ConditionError(`expected at most ${conditionLimits.links} operators and values, found more`);
  }

  get #token(): Token {
    return this.#peek(0);
  }

  #peek(ahead: number): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] ?? { type: "end", value: "", at: 1 };
  }

  #operatorText(ahead: number): string {
    const token = this.#peek(ahead);
    return token.type === "sign" || token.type === "name" ? token.value : "";
  }

  #is(text: string): boolean {
    return this.#operatorText(0) === text;
  }

  #takes(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#next++;
    return found;
  }

  #expect(text: string): void {
    if (!this.#takes(text)) this.#fail(`"${text}"`);
  }

  #expectName(): { readonly value: string } {
    const token = this.#token;
    if (token.type !== "name") return this.#fail("a name");
    this.#next++;
    return token;
  }

  #fail(what: string): never {
    const { type, value, at } = this.#token;
    const found = type === "end" ? "the end" : `"${String(value).slice(0, 40)}"`;
    throw new ConditionError(`expected ${what}, found ${found} at character ${at}`);
  }
}
