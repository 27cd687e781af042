import type { Command, HookRole } from "../../model/index.ts";
import type { FlaggerHook, FlaggerPolicy, HookType } from "./policy.ts";

/** F7: which answers matter, so that the world knows who gives them. */
const roles: Readonly<Record<HookType, HookRole>> = {
  "confirm-rollout": "gate",
  "pre-rollout": "check",
  rollout: "check",
  "confirm-traffic-increase": "gate",
  "confirm-promotion": "gate",
  "post-rollout": "notice",
  rollback: "abort",
  event: "notice",
};

/** Hooks of one type in list order: they are asked one by one (F7.2). */
export function hooksOf(policy: FlaggerPolicy, type: HookType): readonly FlaggerHook[] {
  return policy.hooks.filter((hook) => hook.type === type);
}

/** The call to the first hook of a queue, if there is one. */
export function callFirst(queue: readonly FlaggerHook[], policy: FlaggerPolicy): readonly Command[] {
  return queue.slice(0, 1).map((hook) => ({
    type: "call",
    hook: hook.name,
    role: roles[hook.type],
    // Where users reach the canary, they are its traffic; before a switch it has none but a test's.
    ...(hook.load !== null && policy.strategy === "blue-green" ? { load: hook.load } : {}),
  }));
}

/** Names that an operator can answer for; events are told and not asked. */
export function askedHooks(policy: FlaggerPolicy): readonly string[] {
  return [...new Set(policy.hooks.filter((hook) => hook.type !== "event").map((hook) => hook.name))];
}
