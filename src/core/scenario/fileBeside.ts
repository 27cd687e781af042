import { expected } from "../notation/message.ts";

/** Gives the text of a manifest or a trace beside the scenarios, or undefined. Hosts supply it. */
export type ReadManifest = (path: string) => string | undefined;

/** A path stays inside the scenarios folder by its form alone: no part of it may begin with a dot. */
export function fileBeside(
  path: string,
  read: ReadManifest,
  what: { readonly name: string; readonly example: string },
): string | { readonly message: string } {
  if (!/^[A-Za-z0-9_][\w.-]*(\/[A-Za-z0-9_][\w.-]*)*$/.test(path)) {
    return { message: expected(`a path below the scenarios folder like ${what.example}`, path) };
  }
  return read(path) ?? { message: expected(`a ${what.name} that exists`, path) };
}
