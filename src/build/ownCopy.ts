import { normalizePath, type Plugin } from "vite";

/**
 * Gives the files of a folder a copy of a package for themselves. What two functions of it cost then does not
 * depend on a library that loads later and shares the package whole.
 */
export function ownCopy(name: string, folder: string): Plugin {
  const within = `${normalizePath(folder)}/`;
  return {
    name: "coalmine:own-copy",
    apply: "build",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (source !== name || importer === undefined || !normalizePath(importer).startsWith(within)) return null;
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
      return resolved === null ? null : { ...resolved, id: `${resolved.id}?own` };
    },
  };
}
