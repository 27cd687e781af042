import type { Problem } from "../model/index.ts";

/** `${STEP}`, `$(STEP)` and `<% STEP %>`: what envsubst, Kustomize's vars and others put values in place of. */
const placeholder = /\$\{[A-Za-z_]\w*(?::?-[^}]*)?\}|\$\([A-Za-z_]\w*\)|<%.*?%>/;

/** Says of a problem whose line still has a placeholder in it that this is the cause. */
export function withLeftovers(problems: readonly Problem[], text: string): readonly Problem[] {
  const lines = text.split("\n");
  return problems.map((problem) => {
    const [found] = placeholder.exec(lines[problem.line - 1] ?? "") ?? [];
    if (found === undefined) return problem;
    const hint = `${found} is still a placeholder: fill it in first, e.g. with \`envsubst\` or \`kustomize build\``;
    return { ...problem, message: `${problem.message}; ${hint}` };
  });
}
