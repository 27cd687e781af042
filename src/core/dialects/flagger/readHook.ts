import { parseGoDuration } from "../goDuration.ts";
import { quoted } from "../quoted.ts";
import { aDuration, passesSchema } from "./duration.ts";
import type { Section } from "./fields.ts";
import { noticeUnknown } from "./knownFields.ts";
import { readLoadTest } from "./loadTest.ts";
import type { FlaggerAlert, FlaggerHook, HookType, SessionAffinity, Severity } from "./policy.ts";

const types: readonly HookType[] = [
  "confirm-rollout",
  "pre-rollout",
  "rollout",
  "confirm-traffic-increase",
  "confirm-promotion",
  "post-rollout",
  "rollback",
  "event",
];

/** One entry of `analysis.webhooks` (F7.1). */
export function readHook(section: Section): FlaggerHook {
  noticeUnknown(section, "webhook");
  const name = section.text("name") ?? "";
  const url = section.text("url") ?? "";
  const missing = ["name", "url"].filter((key) => !section.has(key));
  if (missing.length > 0)
    section.noticed.refuse(
      "webhook-name-url-required",
      section.place,
      `expected a webhook with name and url, found no ${missing.join(" and no ")}`,
    );
  return {
    name,
    type: readType(section),
    url,
    timeoutMs: readTimeout(section),
    retries: section.whole("retries") ?? 0,
    muteAlert: section.flag("muteAlert"),
    load: readLoadTest(section.section("metadata")?.text("cmd") ?? ""),
  };
}

function readType(section: Section): HookType {
  const written = section.text("type", "webhook-type") ?? "";
  const type = types.find((candidate) => candidate === written);
  if (type === undefined && written !== "") {
    section.noticed.refuse(
      "webhook-type",
      section.placeOf("type"),
      `expected one of ${types.join(", ")}, found ${quoted(written)}`,
    );
  }
  return type ?? "rollout";
}

function readTimeout(section: Section): number {
  const written = section.text("timeout", "webhook-timeout-pattern", aDuration);
  if (written === null) return 10_000;
  if (!passesSchema(written)) {
    section.noticed.refuse(
      "webhook-timeout-pattern",
      section.placeOf("timeout"),
      `expected ${aDuration}, found ${quoted(written)}`,
    );
  }
  const timeout = parseGoDuration(written);
  if (timeout === null && passesSchema(written)) {
    // F7.2: such a call is never made. The simulation asks the world all the same.
    const message = `timeout ${quoted(written)} cannot be read as a duration: Flagger treats every call as refused.`;
    section.noticed.find("error", "bad-timeout", section.placeOf("timeout"), message);
  }
  return timeout ?? 10_000;
}

const severities: readonly Severity[] = ["", "info", "warn", "error"];

/** One entry of `analysis.alerts` (F8.2). */
export function readAlert(section: Section): FlaggerAlert {
  noticeUnknown(section, "alert");
  const written = section.text("severity", "alert-severity") ?? "";
  const severity = severities.find((candidate) => candidate === written);
  if (severity === undefined) {
    section.noticed.refuse(
      "alert-severity",
      section.placeOf("severity"),
      `expected info, warn or error, found ${quoted(written)}`,
    );
  }
  return { name: section.text("name") ?? "", severity: severity ?? "" };
}

/** F8.2: which alerts pass the filter; an empty severity lets nothing through. */
export function sentFor(severity: Severity): readonly Severity[] {
  const rising: readonly Severity[] = ["info", "warn", "error"];
  return severity === "" ? [] : rising.slice(rising.indexOf(severity));
}

/** `analysis.sessionAffinity` (F1.3, F4.6, F1.7). */
export function readAffinity(analysis: Section): SessionAffinity | null {
  const section = analysis.section("sessionAffinity");
  if (section === null) return null;
  noticeUnknown(section, "sessionAffinity");
  const cookieName = section.text("cookieName") ?? "";
  const primaryCookieName = section.text("primaryCookieName") ?? "";
  if (cookieName === "")
    section.noticed.refuse(
      "session-cookie-required",
      section.place,
      "expected sessionAffinity with a cookieName, found none",
    );
  else if (cookieName === primaryCookieName) {
    section.noticed.refuse(
      "session-cookies-equal",
      section.placeOf("primaryCookieName"),
      `expected two different cookie names, found ${quoted(cookieName)} twice`,
    );
  }
  const maxAge = section.whole("maxAge") ?? 0;
  return { cookieName, primaryCookieName, maxAgeSeconds: maxAge === 0 ? 86_400 : maxAge };
}
