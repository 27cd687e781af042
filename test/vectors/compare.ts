/** How far a number may be off: met when |got - expected| <= abs + rel * |expected|. */
export interface Tolerance {
  readonly abs?: number;
  readonly rel?: number;
  /** Overrides for one field by its name. */
  readonly fields?: Readonly<Record<string, { readonly abs?: number; readonly rel?: number }>>;
}

/** What is wrong with a result, one line a field; nothing when it meets the expectation. */
export function differences(got: unknown, expected: unknown, tolerance: Tolerance = {}): readonly string[] {
  return compare(got, expected, { path: "", tolerance, limit: tolerance });
}

interface Place {
  readonly path: string;
  readonly tolerance: Tolerance;
  readonly limit: { readonly abs?: number; readonly rel?: number };
}

function compare(got: unknown, expected: unknown, place: Place): readonly string[] {
  if (Array.isArray(expected)) return compareList(got, expected, place);
  if (isRecord(expected)) return compareFields(got, expected, place);
  return sameValue(got, expected, place) ? [] : [line(place.path, got, expected)];
}

function compareList(got: unknown, expected: readonly unknown[], place: Place): readonly string[] {
  if (!isList(got)) return [line(place.path, got, expected)];
  if (got.length !== expected.length) {
    return [line(`${place.path}.length`, got.length, expected.length)];
  }
  return expected.flatMap((item, index) => compare(got[index], item, { ...place, path: `${place.path}[${index}]` }));
}

/** Fields that the expectation does not name are not looked at. */
function compareFields(got: unknown, expected: Readonly<Record<string, unknown>>, place: Place): readonly string[] {
  if (!isRecord(got)) return [line(place.path, got, expected)];
  return Object.entries(expected).flatMap(([key, value]) => {
    const limit = place.tolerance.fields?.[key] ?? place.limit;
    const path = place.path === "" ? key : `${place.path}.${key}`;
    return compare(got[key], value, { ...place, path, limit });
  });
}

const named: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["+Inf", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

function sameValue(got: unknown, expected: unknown, { limit }: Place): boolean {
  const number = named.get(expected);
  if (number !== undefined) return got === expected || Object.is(got, number);
  if (typeof expected !== "number") return got === expected;
  if (typeof got !== "number") return false;
  if (got === expected) return true;
  const { abs = 0, rel = 0 } = limit;
  // Integers are exact unless the vector itself says how far they may be off.
  return Math.abs(got - expected) <= abs + rel * Math.abs(expected);
}

function line(path: string, got: unknown, expected: unknown): string {
  return `${path === "" ? "result" : path}: got ${text(got)}, expected ${text(expected)}`;
}

function text(value: unknown): string {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return JSON.stringify(value) ?? String(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
