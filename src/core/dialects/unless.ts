/** The field by that name, unless its value is what its absence means. */
export function unless<T>(value: T, absent: T, name: string): object {
  return value === absent ? {} : { [name]: value };
}
