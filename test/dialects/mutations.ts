import fc from "fast-check";

/** What a dialect's fuzz starts from: manifests that are right, pieces to put into them, and other words for some. */
export interface Corpus {
  readonly texts: readonly string[];
  /** Pieces that break YAML, or the tool's own notation. */
  readonly snippets: readonly string[];
  /** Edits that keep the text YAML: another value, another field. */
  readonly swaps: readonly (readonly [string, string])[];
}

const yamlSnippets = [
  "{{",
  "}}",
  "[",
  "]",
  "{",
  "}",
  ":",
  "- ",
  "\n",
  "\t",
  "&a ",
  "<<: *a",
  "'",
  '"',
  "#",
  "|",
  ">",
  "!!",
  "null",
  "-1",
  "1e999",
  "__proto__: 1",
  "---\n",
  "...\n",
  "\u0000",
  "\u{1f4a5}",
  "? ",
  "@",
  "`",
];

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

function applied(text: string, edits: readonly Edit[]): string {
  return edits.reduce((so, { at, remove, insert }) => {
    const from = Math.floor(at * so.length);
    return so.slice(0, from) + insert + so.slice(from + remove);
  }, text);
}

/** Manifests with mistakes in them: half torn anywhere, half with other words in place of the right ones. */
export function mutationsOf({ texts, snippets, swaps }: Corpus): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(12),
    insert: fc.oneof(fc.constantFrom(...yamlSnippets, ...snippets), fc.string({ maxLength: 6 })),
  });
  const text = fc.constantFrom(...texts);
  const torn = fc
    .tuple(text, fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([from, edits]) => applied(from, edits));
  const edited = fc
    .tuple(text, fc.array(fc.constantFrom(...swaps), { maxLength: 6 }))
    .map(([from, chosen]) => chosen.reduce((so, [word, other]) => so.replace(word, other), from));
  return fc.oneof(torn, edited);
}
