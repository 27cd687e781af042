import type { SegmentValue } from "../model/index.ts";
import { named, text } from "./knobs.ts";

/** Users by values of their segments, all of which they have: `{ device: android, plan: paid }`. */
export const who = named("segments", text("a value like android")).transform((written): readonly SegmentValue[] =>
  Object.entries(written).map(([segment, value]) => ({ segment, value })),
);
