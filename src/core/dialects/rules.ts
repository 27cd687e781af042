import { own } from "../model/index.ts";
import { argoRules } from "./argo/rules.ts";
import type { DialectRules } from "./dialect.ts";
import { flaggerRules } from "./flagger/rules.ts";
import { nativeRules } from "./native/rules.ts";

/**
 * The running half of every dialect, by its name in scenarios. It is a registry of its own because what
 * runs a policy must not carry what reads one: YAML weighs more than the engine, and a page whose
 * scenarios were read at build time needs none of it. A policy is `unknown` here: what a dialect parsed goes
 * back into the same dialect only, because a Policy carries its dialect's name beside the value. Methods
 * are compared bivariantly, so this widening is the one place where that promise is not checked.
 */
export const dialectRules: Readonly<Record<string, DialectRules<unknown>>> = {
  flagger: flaggerRules,
  argo: argoRules,
  native: nativeRules,
};

/** The rules that a policy was written for. Throws on a name that no reader gives. */
export function rulesOf({ dialect }: { readonly dialect: string }): DialectRules<unknown> {
  const rules = own(dialectRules, dialect);
  if (rules === undefined) throw new Error(`no such dialect: ${dialect}`);
  return rules;
}
