/** Plain words for the parts of a world, in the vocabulary of the field. Pure. */
import type { Fault, Millis, ServiceTime, World } from "../../core/model/index.ts";
import { clockOf } from "../figures/clock.ts";
import { percent } from "../figures/numbers.ts";

/** `9 min`, `90 s`, `1 min 30 s`. */
export function spanOf(length: Millis): string {
  const seconds = Math.round(length / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${seconds} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** What a fault does and to whom, without its time: `fails 8% of its requests`. */
export function faultEffect(fault: Fault): string {
  const whom = fault.who.map(({ segment, value }) => `${segment} ${value}`).join(" and ");
  const bursts =
    fault.flap.off > 0 ? ` for ${spanOf(fault.flap.on)} out of ${spanOf(fault.flap.on + fault.flap.off)}` : "";
  return `${effectOf(fault)}${whom === "" ? "" : ` of ${whom}`}${bursts}`;
}

function effectOf(fault: Fault): string {
  switch (fault.kind) {
    case "errors":
      return `fails ${percent(fault.rate * 100)} of its requests`;
    case "wrongAnswer":
      return `answers ${percent(fault.rate * 100)} of its requests with wrong data`;
    case "lostSession":
      return `gives wrong data to ${fault.rate === 1 ? "" : `${percent(fault.rate * 100)} of `}sessions that come to it from the other version or leave it`;
    case "latency": {
      const slower = [
        fault.factor !== 1 && `${fault.factor} times slower`,
        fault.addMs > 0 && `${fault.addMs} ms longer`,
      ];
      return `answers ${percent(fault.rate * 100)} of its requests ${slower.filter(Boolean).join(" and ")}`;
    }
    case "hang":
      return `never answers ${percent(fault.rate * 100)} of its requests`;
    case "leak":
      return `leaks ${fault.mibPerRequest} MiB with every request`;
    case "lock":
      return "holds a lock that everybody waits for";
  }
}

export function faultSentence(fault: Fault, world: World): string {
  const version = world.revisions.canary.version;
  const from = fault.from > 0 ? ` from ${clockOf(fault.from)}` : "";
  const until = fault.until < world.horizon ? ` until ${clockOf(fault.until)}` : "";
  return `${version} ${faultEffect(fault)}${from}${until}.`;
}

export function serviceTimeSentence(time: ServiceTime): string {
  const spread = time.kind === "lognormal" ? `, log-normal with a variation of ${time.cv}` : ", exponential";
  return `${time.meanMs} ms on average${spread}`;
}
