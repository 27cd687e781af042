/**
 * A copy of a plain value with one place changed. Blocks that are not there yet are made, since they
 * stand for their defaults; undefined where the path leads into a text, a number or past a list.
 */
export function withPath(
  value: unknown,
  path: readonly string[],
  to: unknown,
): { readonly value: unknown } | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return { value: to };
  if (name === "" || name === "__proto__") return undefined;
  if (Array.isArray(value)) {
    const index = Number(name);
    if (!Number.isInteger(index) || index < 0 || index >= value.length) return undefined;
    const item = withPath(value[index], rest, to);
    return item === undefined ? undefined : { value: value.with(index, item.value) };
  }
  if (value !== undefined && value !== null && typeof value !== "object") return undefined;
  const map: Record<string, unknown> = Object.assign(Object.create(null), value);
  const inner = withPath(map[name], rest, to);
  if (inner === undefined) return undefined;
  map[name] = inner.value;
  return { value: map };
}
