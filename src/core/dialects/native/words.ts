import type { SegmentValue } from "../../model/index.ts";
import { percent, span } from "../numbers.ts";
import type { NativeJudge, Share } from "./policy.ts";

/** `5%`, `5% of users` or `device ios and plan paid`. */
export function shareWords(share: Share): string {
  switch (share.kind) {
    case "weight":
      return percent(share.percent);
    case "users":
      return `${percent(share.percent)} of users`;
    case "segments":
      return usersWords(share.who);
  }
}

export function usersWords(who: readonly SegmentValue[]): string {
  return who.map(({ segment, value }) => `${segment} ${value}`).join(" and ");
}

/** `rate-ratio-e-process on error-rate`. */
export function judgeWords({ kind, metric, slowerThanMs }: NativeJudge): string {
  return `${kind} on ${metric}${slowerThanMs === null ? "" : ` (requests over ${span(slowerThanMs)})`}`;
}
