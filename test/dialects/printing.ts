import { expect } from "vitest";
import { printPolicy } from "../../src/core/dialects/printers.ts";
import { dialects } from "../../src/core/dialects/registry.ts";

/** Where a text says what is the one thing that a printed text says elsewhere. */
function withoutPositions(policy: unknown): object {
  return { ...Object(policy), positions: null };
}

/** What a dialect prints of this policy, it reads back as the same policy, and knows as its own. */
export function expectSameAfterPrinting(dialect: string, policy: unknown): void {
  const text = printPolicy({ dialect, value: policy }) ?? "";
  const again = dialects[dialect]?.parse(text);
  if (again?.ok !== true) throw new Error(`${JSON.stringify(again?.problems)}\n${text}`);
  expect(withoutPositions(again.value)).toEqual(withoutPositions(policy));
  expect(dialects[dialect]?.recognises(text)).toBe(true);
}
