import type { JudgedCheck } from "../../core/recording/index.ts";

/** Below this many requests one failure moves the rate by more than three points. */
export const fewRequests = 30;

export type MarkShape = "passed" | "failed" | "noData";

function shapeOf({ outcome, value }: JudgedCheck): MarkShape {
  if (value === null) return "noData";
  return outcome === "fail" ? "failed" : outcome === "pass" ? "passed" : "noData";
}

/** Outlines around the origin; the shape carries the meaning, colour only repeats it. */
const outlines: Readonly<Record<MarkShape, string>> = {
  passed: "M-4.2,-4.2h8.4v8.4h-8.4z",
  failed: "M0,-5.8L5.8,0L0,5.8L-5.8,0z",
  noData: "M-3.6,-4.5h2.4v9h-2.4zM1.2,-4.5h2.4v9h-2.4z",
};

/** A check as it was judged: hollow where few requests were behind it. */
export function CheckMark({ check, x, y, scale }: { check: JudgedCheck; x: number; y: number; scale: number }) {
  const shape = shapeOf(check);
  const hollow = shape !== "noData" && check.samples.requests < fewRequests;
  return (
    <path
      className={`figureMark figureMark-${shape}${hollow ? " figureMark-hollow" : ""}`}
      d={outlines[shape]}
      transform={`translate(${x},${y}) scale(${scale})`}
    />
  );
}
