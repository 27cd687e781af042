import type { SegmentValue } from "../../model/index.ts";
import { expected, groupDigits } from "../../notation/message.ts";
import { positionsOf } from "../positions.ts";
import type { MapTree } from "../tree.ts";
import { Block, scalarOf } from "./block.ts";
import {
  type MustSee,
  type NativeAlarm,
  type NativePolicy,
  type NativeStep,
  plannedLooks,
  type Share,
} from "./policy.ts";
import type { Noticed } from "./problems.ts";
import { noDataWords, readJudge } from "./readJudge.ts";

/** More looks than this and every look's judgement would cost more than the traffic. */
const mostLooks = 2_000;
const minute = 60_000;

/** Reads what stands under `native:`. What is wrong is in `noticed`; null where nothing can be made of it. */
export function readNative(tree: MapTree, path: string, noticed: Noticed): NativePolicy | null {
  const block = new Block(tree, path, noticed);
  const name = block.text("name", "a name of up to 64 letters, digits, spaces and dashes", /^[\w][\w -]{0,63}$/) ?? "";
  const everyMs = block.duration("every", 1000) ?? minute;
  const noData = block.word("noData", noDataWords) ?? "hold";
  const bakeMs = block.duration("bake", 0) ?? 0;
  const steps = block.blocks("steps", "steps").flatMap((step) => readStep(step) ?? []);
  if (!block.has("steps") || tree.fields.get("steps")?.value.kind === "list")
    if (steps.length === 0 && noticed.problems.length === 0)
      block.refuse("steps", "expected at least one step like { weight: 1%, for: 3m }");
  const looks = plannedLooks({ everyMs, steps });
  if (looks > mostLooks)
    block.refuse(
      "steps",
      `expected at most ${groupDigits(mostLooks)} looks, found ${groupDigits(looks)}: look less often`,
    );
  const defaults = { noData, looks, everyMs };
  const judges = block.blocks("judges", "judges").flatMap((judge) => readJudge(judge, defaults) ?? []);
  const shadow = block.blocks("shadow", "judges").flatMap((judge) => readJudge(judge, defaults) ?? []);
  const alarms = block.blocks("alarms", "alarms").flatMap((alarm) => readAlarm(alarm) ?? []);
  const mustSee = block.blocks("mustSee", "users to see").flatMap((quota) => readQuota(quota) ?? []);
  block.close(["gates", "after"]);
  const positions = positionsOf(tree, path);
  return { name, everyMs, steps, judges, alarms, mustSee, noData, bakeMs, shadow, positions };
}

function readStep(block: Block): NativeStep | null {
  const share = readShare(block);
  const forMs = block.duration("for", 1000);
  if (forMs === null && !block.has("for")) block.refuse("for", '"for" is missing: expected a duration like 3m');
  const minSamples = block.whole("minSamples", 0) ?? 0;
  block.close();
  return share === null || forMs === null ? null : { share, forMs, minSamples };
}

/** Exactly one of three. */
function readShare(block: Block): Share | null {
  const given = ["weight", "users", "segments"].filter((key) => block.has(key));
  const weight = block.percent("weight");
  const users = block.percent("users");
  const who = readWho(block, "segments");
  if (given.length !== 1) {
    const found = given.length === 0 ? "none of them" : given.join(" and ");
    block.noticed.refuse("value", block.place, `expected one of weight, users and segments, found ${found}`);
    return null;
  }
  if (weight !== null) return { kind: "weight", percent: weight };
  if (users !== null) return { kind: "users", percent: users };
  return who === null ? null : { kind: "segments", who };
}

function readAlarm(block: Block): NativeAlarm | null {
  const what = "the name of an alarm like errors-high";
  const alarm = block.text("alarm", what, /^[A-Za-z][A-Za-z0-9-]{0,63}$/);
  if (alarm === null && !block.has("alarm")) block.refuse("alarm", `"alarm" is missing: expected ${what}`);
  const act = block.word("do", ["rollBack", "hold"]) ?? "rollBack";
  block.close();
  return alarm === null ? null : { alarm, act };
}

function readQuota(block: Block): MustSee | null {
  const who = readWho(block, "segment");
  if (who === null && !block.has("segment"))
    block.refuse("segment", '"segment" is missing: expected users like { device: android }');
  const samples = block.whole("samples", 1);
  if (samples === null && !block.has("samples"))
    block.refuse("samples", '"samples" is missing: expected a whole number');
  block.close();
  return who === null || samples === null ? null : { who, samples };
}

/** `{ device: android }`: users who have all of these values. */
function readWho(block: Block, key: string): readonly SegmentValue[] | null {
  const tree = block.take(key);
  if (tree === null) return null;
  const values = tree.kind === "map" ? [...tree.fields] : [];
  const who = values.flatMap(([segment, { value }]) =>
    value.kind === "scalar" && typeof value.value === "string" && segment !== ""
      ? [{ segment, value: value.value }]
      : [],
  );
  if (who.length > 0 && who.length === values.length) return who;
  return block.refuse(key, expected("users like { device: android }", scalarOf(tree)));
}
