/** Small choices that outlive the page where storage works, and only the page where it is blocked. */
const memory = new Map<string, string>();

export function readPreference(name: string): string | null {
  try {
    return localStorage.getItem(`coalmine.${name}`);
  } catch {
    return memory.get(name) ?? null;
  }
}

export function writePreference(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(`coalmine.${name}`, value);
  } catch {
    // Kept in memory, as said above.
  }
}
