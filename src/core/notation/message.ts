const longestQuote = 48;

/** What a person wrote, short enough for one line. */
export function found(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return `"${shorten(value)}"`;
  if (typeof value === "number") return groupDigits(value);
  if (typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "a block of knobs";
}

/** Cuts a text to one short line. */
export function shorten(text: string, length = longestQuote): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** `2,000,000`: a limit is easier to read in groups. */
export function groupDigits(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) >= 1e15) return String(value);
  return String(value).replace(/(?<=\d)(?=(\d{3})+$)/g, ",");
}

/** The sentence that every refusal of a value is. */
export function expected(what: string, value: unknown, hint = ""): string {
  return `expected ${what}, found ${found(value)}${hint === "" ? "" : `: ${hint}`}`;
}

/** A value over a limit; the answer names the limit. */
export function overLimit(what: string, limit: string, value: unknown): string {
  return `${expected(`at most ${what}`, value)} (limit "${limit}")`;
}

/** ` (did you mean "x"?)` or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const close = nearest(name, known);
  return close === undefined ? "" : `; did you mean "${close}"?`;
}

/** `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

function nearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestQuote) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 2));
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= least && (distance < least || best === undefined)) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
