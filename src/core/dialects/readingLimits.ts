/** What a manifest may cost to read. Over a limit the refusal names the limit. */
export const readingLimits = {
  /** Characters of the whole file: 1 MiB. */
  characters: 1_048_576,
  /** Characters that structure YAML, whose number decides how long reading takes. */
  marks: 150_000,
  documents: 200,
  /** Levels of maps and lists inside each other. */
  depth: 64,
  /** Nodes that aliases may add by expansion. */
  expandedNodes: 10_000,
  /** Entries of a list that becomes part of a policy: metrics, webhooks, weights, alerts. */
  entries: 500,
  /** Findings said of one manifest. */
  findings: 100,
  /** Problems said at once. */
  problems: 25,
} as const;
