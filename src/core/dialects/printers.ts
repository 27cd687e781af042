import { own } from "../model/index.ts";
import { print as printArgo } from "./argo/print.ts";
import { print as printFlagger } from "./flagger/print.ts";
import { print as printNative } from "./native/print.ts";

/** Writes a policy in its tool's own language, so that reading the text gives the same policy. */
export type Printer<Policy> = (policy: Policy) => string;

/**
 * Printers by dialect. A registry of its own, so that what only reads or runs policies carries none. As in `rules.ts`,
 * a policy goes back to the dialect that made it, which is not checked here.
 */
export const printers: Readonly<Record<string, Printer<never>>> = {
  argo: printArgo,
  flagger: printFlagger,
  native: printNative,
};

/** The policy as a text; null where there is no dialect of that name. */
export function printPolicy({ dialect, value }: { readonly dialect: string; readonly value: unknown }): string | null {
  const printer = own(printers, dialect);
  // What a dialect parsed goes back into the same dialect.
  return printer === undefined ? null : printer(value as never);
}
