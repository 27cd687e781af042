import type { Millis, Share } from "../../model/index.ts";
import { didYouMean, expected, groupDigits, oneOf, shorten } from "../../notation/message.ts";
import { parseDuration, parseLatency, parseShare } from "../../notation/units.ts";
import type { MapTree, Place, Tree } from "../tree.ts";
import type { Noticed } from "./problems.ts";

/** The longest time that a policy may name. */
const longest: Millis = 24 * 3_600_000;
/** The most steps, judges or quotas of a policy. */
const mostEntries = 100;

/** A map of the policy with its path. Fields are taken one by one; those that nobody took are refused in the end. */
export class Block {
  readonly map: MapTree;
  readonly path: string;
  readonly noticed: Noticed;
  readonly #taken = new Set<string>();

  constructor(map: MapTree, path: string, noticed: Noticed) {
    this.map = map;
    this.path = path;
    this.noticed = noticed;
  }

  get place(): Place {
    return { at: this.map.at, path: this.path };
  }

  /** Null where it is not written, or empty. */
  take(key: string): Tree | null {
    this.#taken.add(key);
    const value = this.map.fields.get(key)?.value;
    return value === undefined || (value.kind === "scalar" && value.value === null) ? null : value;
  }

  has(key: string): boolean {
    const value = this.map.fields.get(key)?.value;
    return value !== undefined && !(value.kind === "scalar" && value.value === null);
  }

  placeOf(key: string): Place {
    return { at: this.map.fields.get(key)?.value.at ?? this.map.at, path: `${this.path}.${key}` };
  }

  refuse(key: string, message: string): null {
    this.noticed.refuse("value", this.placeOf(key), message);
    return null;
  }

  /** Refuses what no reader asked for. `later` is what the language has and the simulator has not. */
  close(later: readonly string[] = []): void {
    const known = [...this.#taken];
    for (const [key, { at }] of this.map.fields) {
      if (this.#taken.has(key)) continue;
      const message = later.includes(key)
        ? `"${key}" is not simulated yet`
        : `unknown knob "${shorten(key)}"${didYouMean(key, known) || `: expected ${oneOf(known)}`}`;
      this.noticed.refuse("unknown", { at, path: `${this.path}.${key}` }, message);
    }
  }

  /** A duration of whole seconds, at least `least`. */
  duration(key: string, least: Millis): Millis | null {
    const read = (text: string): number | undefined => {
      const ms = parseDuration(text);
      return ms !== undefined && ms >= least && ms <= longest && ms % 1000 === 0 ? ms : undefined;
    };
    return this.#read(key, `a duration from ${least / 1000}s to 24h like 90s or 5m`, read);
  }

  /** Percent, above 0. */
  percent(key: string): Share | null {
    const read = (text: string): number | undefined => {
      const share = parseShare(text);
      const percent = share === undefined ? Number.NaN : Number((100 * share).toPrecision(12));
      return percent > 0 && percent <= 100 ? percent : undefined;
    };
    return this.#read(key, "a share above 0% and up to 100%, like 5%", read);
  }

  latency(key: string): Millis | null {
    const read = (text: string): number | undefined => {
      const ms = parseLatency(text);
      return ms !== undefined && ms > 0 && ms <= longest ? ms : undefined;
    };
    return this.#read(key, "a time like 300ms or 2s", read);
  }

  whole(key: string, from: number): number | null {
    const tree = this.take(key);
    if (tree === null) return null;
    const value = scalarOf(tree);
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= from && value <= 1_000_000_000)
      return value;
    return this.refuse(key, expected(`a whole number from ${groupDigits(from)} to 1,000,000,000`, value));
  }

  word<const Word extends string>(key: string, words: readonly Word[], later: readonly string[] = []): Word | null {
    const tree = this.take(key);
    if (tree === null) return null;
    const value = scalarOf(tree);
    const known = words.find((word) => word === value);
    if (known !== undefined) return known;
    if (typeof value === "string" && later.includes(value))
      return this.refuse(key, `"${value}" is not simulated yet: expected ${oneOf(words)}`);
    return this.refuse(
      key,
      expected(oneOf(words), value) + (typeof value === "string" ? didYouMean(value, words) : ""),
    );
  }

  text(key: string, what: string, pattern: RegExp): string | null {
    const tree = this.take(key);
    if (tree === null) return null;
    const value = scalarOf(tree);
    return typeof value === "string" && pattern.test(value) ? value : this.refuse(key, expected(what, value));
  }

  /** The maps of a list; whatever else is in it is refused. */
  blocks(key: string, what: string): readonly Block[] {
    const tree = this.take(key);
    if (tree === null) return [];
    const path = `${this.path}.${key}`;
    if (tree.kind !== "list") {
      this.refuse(key, expected(`a list of ${what}`, scalarOf(tree)));
      return [];
    }
    if (tree.items.length > mostEntries) {
      this.noticed.refuse("limit", { at: tree.at, path }, `expected at most ${mostEntries} ${what}`);
      return [];
    }
    return tree.items.flatMap((item, index) => {
      if (item.kind === "map") return [new Block(item, `${path}[${index}]`, this.noticed)];
      const place = { at: item.at, path: `${path}[${index}]` };
      this.noticed.refuse("value", place, expected(`a block in the list of ${what}`, scalarOf(item)));
      return [];
    });
  }

  #read(key: string, what: string, read: (text: string) => number | undefined): number | null {
    const tree = this.take(key);
    if (tree === null) return null;
    const value = scalarOf(tree);
    const amount = typeof value === "string" ? read(value) : undefined;
    return amount ?? this.refuse(key, expected(what, value));
  }
}

/** A scalar's value, or something that is shown as a list or a block. */
export function scalarOf(tree: Tree): string | number | boolean | null | readonly [] | object {
  if (tree.kind === "scalar") return tree.value;
  return tree.kind === "list" ? [] : {};
}
