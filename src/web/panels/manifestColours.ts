import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from "@codemirror/language";

/** The page's colours for parts of YAML, by the names of the highlighter's tags. What is not named keeps the ink. */
const colours: Readonly<Record<string, string>> = {
  "definition(propertyName)": "var(--stable)",
  string: "var(--canaryText)",
  comment: "var(--ink3)",
  meta: "var(--ink2)",
};

const tags = defaultHighlightStyle.specs.flatMap(({ tag }) => tag);

/** YAML in the page's own colours, so that both themes keep their contrast. The editor's default is made for white paper. */
export const manifestColours = syntaxHighlighting(
  HighlightStyle.define(tags.flatMap((tag) => ({ tag, color: colours[String(tag)] ?? "inherit" }))),
);
