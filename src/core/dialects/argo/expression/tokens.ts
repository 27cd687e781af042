import { ConditionError, conditionLimits } from "./syntax.ts";

export type Token =
  | { readonly type: "float"; readonly value: number; readonly at: number }
  | { readonly type: "int"; readonly value: bigint; readonly at: number }
  | { readonly type: "string"; readonly value: string; readonly at: number }
  | { readonly type: "name"; readonly value: string; readonly at: number }
  | { readonly type: "sign"; readonly value: string; readonly at: number }
  | { readonly type: "end"; readonly value: ""; readonly at: number };

const signs = /\?\.|\?\?|\.\.|\*\*|==|!=|<=|>=|&&|\|\||#index\b|[-+*/%^<>!?:;,.#|(){}[\]=]/y;
const blank = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const name = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const numeral = /0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*)?(?:\.(?!\.)\d[\d_]*)?(?:[eE][+-]?\d+)?/y;
const largestInt = 9_223_372_036_854_775_807n;

/** Cuts a condition into tokens; `at` counts characters from 1. Each pattern is anchored and linear. */
export function tokensOf(text: string): readonly Token[] {
  if (text.length > conditionLimits.characters)
    throw new ConditionError(
      `expected at most ${conditionLimits.characters} characters of condition, found ${text.length}`,
    );
  const tokens: Token[] = [];
  let from = 0;
  while (from < text.length) {
    from += lengthAt(blank, text, from);
    if (from >= text.length) break;
    const { token, length } = tokenAt(text, from);
    tokens.push(token);
    from += length;
  }
  return [...tokens, { type: "end", value: "", at: text.length + 1 }];
}

interface Cut {
  readonly token: Token;
  readonly length: number;
}

function tokenAt(text: string, from: number): Cut {
  const at = from + 1;
  const first = text[from] ?? "";
  if (first === '"' || first === "'" || first === "`") return stringAt(text, from, first);
  if (/\d/.test(first) || (first === "." && /\d/.test(text[from + 1] ?? ""))) return numberAt(text, from);
  const word = textAt(name, text, from);
  if (word !== "") return { token: { type: "name", value: word, at }, length: word.length };
  const sign = textAt(signs, text, from);
  if (sign === "")
    throw new ConditionError(`expected an expression, found ${JSON.stringify(first)} at character ${at}`);
  return { token: { type: "sign", value: sign, at }, length: sign.length };
}

function numberAt(text: string, from: number): Cut {
  const written = textAt(numeral, text, from);
  const at = from + 1;
  const plain = written.replaceAll("_", "");
  if (/^(0[xXbBoO].+|\d+)$/.test(plain)) {
    const value = BigInt(plain);
    if (value > largestInt) throw new ConditionError(`expected a number below 2^63, found ${plain} at character ${at}`);
    return { token: { type: "int", value, at }, length: written.length };
  }
  const value = Number(plain);
  if (!Number.isFinite(value)) throw new ConditionError(`expected a number, found ${written} at character ${at}`);
  return { token: { type: "float", value, at }, length: written.length };
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["`", "`"],
]);

function stringAt(text: string, from: number, quote: string): Cut {
  let value = "";
  for (let index = from + 1; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === quote) return { token: { type: "string", value, at: from + 1 }, length: index + 1 - from };
    if (character === "\\" && quote !== "`") {
      const escaped = text[++index] ?? "";
      const meant = escapes.get(escaped);
      if (meant === undefined)
        throw new ConditionError(
          `expected \\n, \\t or a quote after the backslash at character ${index}, found ${JSON.stringify(escaped)}`,
        );
      value += meant;
    } else value += character;
  }
  throw new ConditionError(`expected a closing ${quote}, found the end of the condition`);
}

function textAt(pattern: RegExp, text: string, from: number): string {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0] ?? "";
}

function lengthAt(pattern: RegExp, text: string, from: number): number {
  return textAt(pattern, text, from).length;
}
