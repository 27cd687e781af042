import { type Document, LineCounter, parseAllDocuments } from "yaml";
import type { YamlNoticed } from "./noticed.ts";
import { readable } from "./numbers.ts";
import { quoted } from "./quoted.ts";
import { readingLimits } from "./readingLimits.ts";
import { looksLikeHelm, renderFirst } from "./templateMarks.ts";
import type { SourcePosition, Tree } from "./tree.ts";
import { lineAt, positionAt, TreeReader } from "./treeReader.ts";

const start: SourcePosition = { line: 1, column: 1 };

/** Reads every document of a text. Whatever the text is: it answers with trees or problems, in bounded time. */
export function readDocuments(text: string, noticed: YamlNoticed): readonly Tree[] {
  if (text.length > readingLimits.characters) {
    noticed.refuse(
      "limit",
      { at: start, path: "" },
      `expected at most 1 MiB (${readable(readingLimits.characters)} characters), found ${readable(text.length)}`,
    );
    return [];
  }
  if (text.includes("\0")) {
    noticed.refuse("yaml", { at: start, path: "" }, "expected a text file in UTF-8, found binary data");
    return [];
  }
  if (costsTooMuch(text, noticed)) return [];
  try {
    return treesOf(text, noticed);
  } catch (error) {
    // The YAML reader recurses on nested blocks; running out of stack is its way to say "too deep".
    if (!(error instanceof RangeError)) throw error;
    refuseDepth(noticed, start);
    return [];
  }
}

function treesOf(text: string, noticed: YamlNoticed): readonly Tree[] {
  const lines = new LineCounter();
  // Duplicate keys are looked for below: the library compares all pairs, which is quadratic.
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  if ("empty" in documents) return [];
  if (documents.length > readingLimits.documents) {
    noticed.refuse(
      "limit",
      { at: start, path: "" },
      `expected at most ${readingLimits.documents} documents, found ${readable(documents.length)}`,
    );
    return [];
  }
  return documents.flatMap((document) => {
    if (document.errors.length > 0) {
      refuseYaml(document, { text, lines, noticed });
      return [];
    }
    const tree = new TreeReader(lines, text, noticed).read(document.contents, 0);
    return tree === null || (tree.kind === "scalar" && tree.value === null) ? [] : [tree];
  });
}

/**
 * A cheap look before the recursive reader: brackets and list dashes are what nests without indentation,
 * and marks are what costs time.
 */
function costsTooMuch(text: string, noticed: YamlNoticed): boolean {
  let depth = 0;
  let line = 1;
  let dashes = 0;
  let marks = 0;
  for (const character of text) {
    if (character === "\n") line++;
    if (isMark(character)) marks++;
    if (character === "[" || character === "{") depth++;
    else if (character === "]" || character === "}") depth = Math.max(0, depth - 1);
    if (character === "-" || character === "?") dashes++;
    else if (character !== " ") dashes = 0;
    // `- - - -` nests; `------` does not, but nobody needs a thousand of them either.
    if (depth > readingLimits.depth * 4 || dashes > 1000) {
      refuseDepth(noticed, { line, column: 1 });
      return true;
    }
  }
  if (marks <= readingLimits.marks) return false;
  const message = `expected at most ${readable(readingLimits.marks)} line breaks, colons, commas, quotes and the like, found ${readable(marks)}`;
  noticed.refuse("limit", { at: start, path: "" }, message);
  return true;
}

function isMark(character: string): boolean {
  return "\n:,*&!\"'".includes(character);
}

function refuseDepth(noticed: YamlNoticed, at: SourcePosition): void {
  noticed.refuse("limit", { at, path: "" }, `expected at most ${readingLimits.depth} levels of nesting, found more`);
}

interface Source {
  readonly text: string;
  readonly lines: LineCounter;
  readonly noticed: YamlNoticed;
}

function refuseYaml(document: Document.Parsed, { text, lines: counter, noticed }: Source): void {
  const helm = looksLikeHelm(text);
  // One mistake makes others, on its line and of its kind below; the first of each is the one to mend.
  const lines = new Set<number>();
  const causes = new Set<string>();
  for (const error of document.errors.slice(0, 20)) {
    const at = positionAt(counter, error.pos[0]);
    const cause = plainMessage(error.code, error.message);
    if (lines.has(at.line) || causes.has(cause) || causes.size === 3) continue;
    lines.add(at.line);
    causes.add(cause);
    const line = lineAt(text, error.pos[0]);
    // The YAML reader catches its own overflow on nested blocks and reports it as a mistake of the text.
    if (error.message.includes("call stack")) {
      refuseDepth(noticed, at);
      return;
    }
    if (helm || line.includes("{{")) {
      noticed.refuse("template", { at, path: "" }, renderFirst(line));
      return;
    }
    noticed.refuse("yaml", { at, path: "" }, `expected YAML, found a mistake here: ${cause}`);
  }
}

/** The library's message in words that do not need YAML's grammar. */
function plainMessage(code: string, message: string): string {
  if (code === "TAB_AS_INDENT") return "a tab is used as indentation; use spaces";
  if (code === "BAD_INDENT") return "the indentation does not fit the lines above";
  if (code === "MISSING_CHAR") return "a closing quote, bracket or colon is missing";
  if (code === "BLOCK_AS_IMPLICIT_KEY" || code === "MULTILINE_IMPLICIT_KEY")
    return "a `key: value` is out of place; look for a missing quote or wrong indentation on the line above";
  if (code === "UNEXPECTED_TOKEN") return "a character is out of place";
  return quoted(message.split("\n")[0] ?? message);
}
