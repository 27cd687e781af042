import type { Share } from "./units.ts";

/** A property that divides the users, e.g. device: android 45%, ios 35%, web 20%. */
export interface Segment {
  readonly name: string;
  readonly values: readonly { readonly name: string; readonly share: Share }[];
}

/** A value of a segment, e.g. device android. */
export interface SegmentValue {
  readonly segment: string;
  readonly value: string;
}
