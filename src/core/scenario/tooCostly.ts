import { Lexer, Parser } from "yaml";
import { limits } from "./limits.ts";

/** Splitting takes linear time, so it may look at a text that the parser must not see. */
export function hasTooManyTokens(text: string): boolean {
  let count = 0;
  for (const _ of new Lexer().lex(text)) if (++count > limits.tokens) return true;
  return false;
}

/**
 * Levels of a text, from the parser's first stage, which does not recurse. The second stage does, and a
 * process that runs out of stack there may die instead of throwing.
 */
export function isTooDeep(text: string): boolean {
  const open = [...new Parser().parse(text)].map((token): readonly [object, number] => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, level] = next;
    // One block inside another takes up to two levels of tokens.
    if (level > 2 * limits.depth + 2) return true;
    if ("items" in token && Array.isArray(token.items)) {
      for (const { key, value } of token.items) {
        for (const inner of [key, value]) if (inner) open.push([inner, level + 1]);
      }
    } else if ("value" in token && typeof token.value === "object" && token.value !== null) {
      open.push([token.value, level + 1]);
    }
  }
  return false;
}
