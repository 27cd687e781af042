import type { DialectRules } from "../../core/dialects/dialect.ts";

/** A folder of the dialects exports its rules as the one thing in `rules.ts`. */
type RulesModule = Readonly<Record<string, DialectRules<unknown>>>;

const loaders = import.meta.glob<RulesModule>("../../core/dialects/*/rules.ts");

/** The rules of one dialect. What runs other systems is not downloaded until a policy of theirs is. */
export async function loadRules(dialect: string): Promise<DialectRules<unknown>> {
  const module = await loaders[`../../core/dialects/${dialect}/rules.ts`]?.();
  const [rules] = Object.values(module ?? {});
  if (rules === undefined) throw new Error(`no such dialect: ${dialect}`);
  return rules;
}
