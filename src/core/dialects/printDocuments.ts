import { stringify } from "yaml";

/** Documents as one YAML text. Long lines stay whole: queries and sentences are read by people too. */
export function printDocuments(documents: readonly object[]): string {
  return documents.map((document) => stringify(document, { lineWidth: 0 })).join("---\n");
}
