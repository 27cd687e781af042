/**
 * Tools' rollout languages: manifests in, controllers out. Everything here is pure; nothing here knows the
 * engine that answers its commands.
 */
export { type Detected, detect, wrapFragment } from "./detect.ts";
export type { Dialect } from "./dialect.ts";
export { dialects } from "./registry.ts";
