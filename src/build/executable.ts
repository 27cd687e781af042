import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Marks a built file as a program: npm does so when it links one, but not when the file is built again. */
export function executable(file: string): Plugin {
  return {
    name: "coalmine:executable",
    apply: (_, { isSsrBuild }) => isSsrBuild === true,
    writeBundle({ dir }, bundle) {
      if (dir !== undefined && Object.hasOwn(bundle, file)) chmodSync(join(dir, file), 0o755);
    },
  };
}
