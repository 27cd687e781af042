import { z } from "zod";
import { didYouMean, expected, found, groupDigits, oneOf, overLimit, shorten } from "../notation/message.ts";
import { parseDuration, parseLatency, parseRate, parseShare, parseSize, patterns } from "../notation/units.ts";
import { limits } from "./limits.ts";

/** A block whose knobs are all known. Unknown ones are refused, one line of the message for each. */
export function knobs<const Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  later: readonly string[] = [],
  elsewhere: Readonly<Record<string, string>> = {},
) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys")
        return issue.keys.map((key) => elsewhere[key] ?? unknownKnob(key, known, later)).join("\n");
      return expected(`a block with ${oneOf(known)}`, issue.input);
    },
  });
}

function unknownKnob(name: string, known: readonly string[], later: readonly string[]): string {
  if (later.includes(name)) return `"${name}" is not simulated yet`;
  return `unknown knob "${shorten(name)}"${didYouMean(name, known) || `: expected ${oneOf(known)}`}`;
}

/** The message for a `kind` that a union does not have. */
export function wrongKind(input: unknown, kinds: readonly string[], later: readonly string[]): string {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return expected("a block with a kind", input);
  const kind: unknown = Reflect.get(input, "kind");
  if (typeof kind === "string" && later.includes(kind))
    return `"${kind}" is not simulated yet: expected ${oneOf(kinds)}`;
  return expected(oneOf(kinds), kind) + (typeof kind === "string" ? didYouMean(kind, kinds) : "");
}

/** Names that a person chooses: of policies, services and metrics. */
export function named<Value extends z.core.SomeType>(what: string, value: Value) {
  const name = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, {
    error: (issue) => expected("a name in letters, digits and dashes", issue.input),
  });
  return z
    .record(name, value, { error: (issue) => expected(`a block with the names of ${what}`, issue.input) })
    .refine((entries) => Object.keys(entries).length <= limits.entries, {
      error: `expected at most ${limits.entries} ${what} (limit "entries")`,
    });
}

/** A list of at most `limits.entries`. */
export function list<Item extends z.core.SomeType>(what: string, item: Item) {
  return z
    .array(item, { error: (issue) => expected(`a list of ${what}`, issue.input) })
    .max(limits.entries, { error: `expected at most ${limits.entries} ${what} (limit "entries")` });
}

/** One of a few words. Words that the language has and the engine has not are told from typing errors. */
export function word<const Words extends readonly [string, ...string[]]>(words: Words, later: readonly string[] = []) {
  return z.enum(words, {
    error: ({ input }) => {
      if (typeof input === "string" && later.includes(input))
        return `"${input}" is not simulated yet: expected ${oneOf(words)}`;
      return expected(oneOf(words), input) + (typeof input === "string" ? didYouMean(input, words) : "");
    },
  });
}

export function text(what: string) {
  return z.string({
    error: ({ input }) => expected(what, input, typeof input === "number" ? "write it in quotes" : ""),
  });
}

export function wholeNumber(what: string, from: number, limit: keyof typeof limits) {
  const to = limits[limit];
  const range = `a whole number of ${what} from ${groupDigits(from)} to ${groupDigits(to)}`;
  return z
    .number({ error: ({ input }) => expected(range, input) })
    .int({ error: ({ input }) => expected(range, input) })
    .min(from, { error: ({ input }) => expected(range, input) })
    .max(to, { error: ({ input }) => overLimit(`${groupDigits(to)} ${what}`, limit, input) });
}

/** A plain number from 0 on. */
export function factor(what: string) {
  return z
    .number({ error: ({ input }) => expected(what, input) })
    .min(0, { error: ({ input }) => expected(what, input) })
    .max(1e6, { error: ({ input }) => expected(`${what} up to 1,000,000`, input) });
}

interface Notation {
  readonly pattern: RegExp;
  readonly what: string;
  /** What somebody who wrote a bare number probably meant. */
  hint(bare: number): string;
  read(text: string): number | undefined;
}

/** A quantity with its unit, read by `units.ts`. */
function quantity(notation: Notation) {
  const error = ({ input }: { readonly input?: unknown }): string => {
    const bare = typeof input === "number" ? input : typeof input === "string" ? Number(input) : Number.NaN;
    return expected(
      notation.what,
      input,
      Number.isFinite(bare) && input !== "" && bare >= 0 ? notation.hint(bare) : "",
    );
  };
  return z
    .string({ error })
    .regex(notation.pattern, { error })
    .transform((written) => notation.read(written) ?? Number.NaN);
}

export function duration(from = 0) {
  return quantity({
    pattern: patterns.duration,
    what: "a duration like 90s, 5m or 1h30m",
    hint: (bare) => `write ${bare}s or ${bare}m`,
    read: parseDuration,
  })
    .refine((ms) => ms >= from, { error: `expected a duration of at least ${from / 1_000}s` })
    .refine((ms) => ms <= limits.horizon, { error: 'expected at most 24h (limit "horizon")' });
}

/** A duration that the simulation's tick of one second can show. */
export function wholeSeconds(from: number) {
  return duration(from).refine((ms) => ms % 1_000 === 0, { error: "expected a duration in whole seconds" });
}

export function rate() {
  return quantity({
    pattern: patterns.rate,
    what: "a rate like 100/s",
    hint: (bare) => `write ${bare}/s`,
    read: parseRate,
  }).refine((perSecond) => perSecond > 0, { error: "expected a rate above 0/s" });
}

export function share() {
  return quantity({
    pattern: patterns.share,
    what: "a share like 5%",
    hint: (bare) =>
      bare > 0 && bare < 1
        ? `write ${Number((bare * 100).toPrecision(12))}%, or ${bare}% if that is meant`
        : `write ${bare}%`,
    read: parseShare,
  }).refine((part) => part <= 1, { error: "expected a share of at most 100%" });
}

export function latency(what = "a time like 80ms or 3s") {
  return quantity({
    pattern: patterns.latency,
    what,
    hint: (bare) => `write ${bare}ms`,
    read: parseLatency,
  }).refine((ms) => ms <= limits.horizon, { error: 'expected at most 24h (limit "horizon")' });
}

/** Memory in MiB. */
export function size() {
  return quantity({
    pattern: patterns.size,
    what: "a size like 512Mi",
    hint: (bare) => `write ${bare}Mi`,
    read: parseSize,
  });
}

export function yesOrNo() {
  return z.boolean({ error: ({ input }) => expected("true or false", input) });
}

/** Words for what no schema of ours has words for. */
export function otherwise(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_type") return expected(`a ${issue.expected}`, issue.input);
  return `this cannot be used: found ${found(issue.input)}`;
}
