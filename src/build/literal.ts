/** Plain data as a JavaScript expression. JSON would make null of the Infinity that an open end may be. */
export function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(",")}]`;
  switch (typeof value) {
    case "string":
    case "boolean":
      return JSON.stringify(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "undefined":
      return "undefined";
    case "object":
      return value === null ? "null" : objectLiteral(value);
    default:
      throw new Error(`no data: ${typeof value}`);
  }
}

function objectLiteral(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // What was read from YAML has no prototype at all.
  if (prototype !== Object.prototype && prototype !== null) throw new Error("no data: an object of some class");
  // Computed keys, since a literal's `__proto__` is not a property.
  return `{${Object.entries(value)
    .map(([key, entry]) => `[${JSON.stringify(key)}]:${literal(entry)}`)
    .join(",")}}`;
}
