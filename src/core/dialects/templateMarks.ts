/** Marks that only a Helm chart has; plain `{{ target }}` is right in a MetricTemplate's query. */
const marks = ["{{-", "-}}", ".Values", ".Release", ".Chart", "include "];

/** Does any line hold template braces with one of Helm's marks inside? */
export function looksLikeHelm(text: string): boolean {
  return text.split("\n").some(isHelmLine);
}

export function isHelmLine(line: string): boolean {
  const braces = line.indexOf("{{");
  if (braces === -1 || line.trimStart().startsWith("#")) return false;
  const inside = line.slice(braces);
  return marks.some((mark) => inside.includes(mark));
}

/** Tells a person what to do with a template. */
export function renderFirst(line: string): string {
  const found = line.trim();
  const shown = found.length > 60 ? `${found.slice(0, 57)}...` : found;
  return `expected a finished manifest, found template braces (${shown}): render it first, e.g. with \`helm template\`, and use the result`;
}
