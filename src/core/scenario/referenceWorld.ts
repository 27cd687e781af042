import type { World } from "../model/index.ts";
import { worldSchema } from "./worldSchema.ts";

/** `base: reference`: what a file that says nothing about its world gets. */
export const referenceWorld: World = worldSchema.parse({});
