import type { DialectRules } from "../../core/dialects/dialect.ts";

/** A folder of the dialects exports its rules from `rules.ts`, beside what else its tests look at. */
type RulesModule = Readonly<Record<string, DialectRules<unknown> | ((...args: never) => unknown)>>;

const loaders = import.meta.glob<RulesModule>("../../core/dialects/*/rules.ts");

/** The rules of one dialect. What runs other systems is not downloaded until a policy of theirs is. */
export async function loadRules(dialect: string): Promise<DialectRules<unknown>> {
  const module = await loaders[`../../core/dialects/${dialect}/rules.ts`]?.();
  const rules = Object.values(module ?? {}).find((exported) => typeof exported === "object");
  if (rules === undefined) throw new Error(`no such dialect: ${dialect}`);
  return rules;
}
