/** One measured line. */
export interface Row {
  readonly name: string;
  readonly measured: string;
  /** Where a goal is set: what is aimed at, and what must hold. */
  readonly target?: string;
  readonly floor?: string;
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** A table in Markdown, aligned so that a terminal shows it well. */
export function markdown({ title, rows }: Table): string {
  const head = ["", "measured", "target", "floor"];
  const cells = [head, ...rows.map(({ name, measured, target = "", floor = "" }) => [name, measured, target, floor])];
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [`## ${title}`, "", line(head), rule, ...cells.slice(1).map(line), ""].join("\n");
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Median and range of the paired ratios. */
export function ratioText(values: readonly number[], reference: readonly number[]): string {
  const ratios = values.map((value, i) => value / (reference[i] ?? Number.NaN));
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}

export function nanoseconds(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ns`;
}
