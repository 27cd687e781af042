import type { Millis, Recording } from "../../core/model/index.ts";
import { momentAt, recently } from "../../core/recording/index.ts";
import { clockWithSeconds, momentOf } from "./clock.ts";
import type { EndLabel } from "./endLabels.tsx";
import { share, whole } from "./numbers.ts";
import type { Readout } from "./ReadoutBox.tsx";
import { shareAt } from "./shareSeries.ts";

const ofRequests = (served: number | null): string => (served === null ? "no requests" : share(served));

export function shareLabels(recording: Recording, at: Millis, y: (value: number) => number): readonly EndLabel[] {
  const { users, served } = shareAt(recording, at);
  const { asked } = momentAt(recording, at);
  const labels: EndLabel[] = [{ text: `users ${share(users)}`, y: y(users), kind: "canaryLight" }];
  if (served !== null) labels.push({ text: `served ${share(served)}`, y: y(served), kind: "canary" });
  labels.push({ text: `asked ${share(asked)}`, y: y(asked), kind: "plain" });
  return labels;
}

export function shareReadout(recording: Recording, at: Millis): Readout {
  const { users, served, requests } = shareAt(recording, at);
  return {
    time: clockWithSeconds(at),
    rows: [
      { name: "asked", value: share(momentAt(recording, at).asked), detail: "", kind: "plain" },
      {
        name: "served",
        value: ofRequests(served),
        detail: `of ${whole(requests)} requests in the last minute`,
        kind: "canary",
      },
      { name: "users", value: share(users), detail: "met the canary so far", kind: "canary" },
    ],
  };
}

export function shareSentence(recording: Recording, at: Millis): string {
  const { asked, served } = momentAt(recording, at);
  const met = share(shareAt(recording, at).users);
  const took = served === null ? "served no requests" : `served ${share(served)} of requests`;
  return `At ${momentOf(at)} asked ${share(asked)}, ${took} in the last ${recently / 1000} seconds, and ${met} of users have met the canary so far.`;
}

export const shareColumns: readonly string[] = ["Time", "Asked", "Served, last minute", "Users so far"];

export function shareRow(recording: Recording, at: Millis): readonly string[] {
  const { asked, served } = momentAt(recording, at);
  return [clockWithSeconds(at), share(asked), ofRequests(served), share(shareAt(recording, at).users)];
}
