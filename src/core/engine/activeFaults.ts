import type { Streams } from "../math/streams.ts";
import type { Fault, Revision, World } from "../model/index.ts";
import { membersOf } from "./people.ts";

/** A fault while it acts, in the form that the hot loop reads. All are of one shape, whatever their kind. */
export interface ActiveFault {
  readonly kind: Fault["kind"];
  readonly rate: number;
  readonly factor: number;
  /** Added service time in ms, or for a leak the MiB that an attempt leaves. */
  readonly addMs: number;
  /** Grows from 0 at `grownFrom` to the full rate `grownFor` later; 0 acts in full. */
  readonly grownFrom: number;
  readonly grownFor: number;
  /** One byte a user, or null for everybody. */
  readonly members: Uint8Array | null;
  /** Acts on instances with a rank inside their track below this. */
  readonly instances: number;
  /** When the running burst ends. */
  readonly until: number;
}

interface KnownFault {
  readonly fault: Fault;
  readonly members: Uint8Array | null;
}

/** The faults of a revision over time. */
export class FaultTimeline {
  private readonly known: readonly KnownFault[];
  /** What acts now, valid until `until`. */
  active: readonly ActiveFault[] = [];
  until = 0;

  constructor(revision: Revision, world: World, streams: Streams) {
    this.known = revision.faults.map((fault) => ({ fault, members: membersOf(fault.who, world, streams) }));
    this.look(0);
  }

  /** Brings `active` up to time t. */
  look(t: number): void {
    const active: ActiveFault[] = [];
    let until = Number.POSITIVE_INFINITY;
    for (const { fault, members } of this.known) {
      const burst = burstAt(fault, t);
      if (burst === null) continue;
      until = Math.min(until, burst.until);
      if (burst.acts) active.push(asActive(fault, members, burst.until));
    }
    this.active = active;
    this.until = until;
  }
}

/** Whether a fault acts at t, and until when that stays so; null when it never acts again. */
function burstAt({ from, until, flap }: Fault, t: number): { readonly acts: boolean; readonly until: number } | null {
  if (t >= until) return null;
  if (t < from) return { acts: false, until: from };
  if (flap.off === 0) return { acts: true, until };
  const period = flap.on + flap.off;
  const start = from + Math.floor((t - from) / period) * period;
  const acts = t - start < flap.on;
  return { acts, until: Math.min(until, acts ? start + flap.on : start + period) };
}

function asActive(fault: Fault, members: Uint8Array | null, until: number): ActiveFault {
  const { kind, from: grownFrom, growsFor: grownFor } = fault;
  const instances = fault.instances === "all" ? Number.POSITIVE_INFINITY : fault.instances;
  const shape = { kind, grownFrom, grownFor, members, instances, until, rate: 1, factor: 1, addMs: 0 };
  switch (fault.kind) {
    case "errors":
    case "wrongAnswer":
    case "lostSession":
    case "hang":
      return { ...shape, rate: fault.rate };
    case "latency":
      return { ...shape, rate: fault.rate, factor: fault.factor, addMs: fault.addMs };
    case "leak":
      // Memory of an answered attempt: the loop reads one amount a fault, whatever it is an amount of.
      return { ...shape, addMs: fault.mibPerRequest };
    case "lock":
      return shape;
  }
}
