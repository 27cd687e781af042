import { createContext, useContext } from "react";
import type { Shadow } from "./shadow.ts";

/** What `ShadowProvider` learns, for whoever shows it. */
export const ShadowOfRun = createContext<Shadow>({ kind: "none" });

export const useShadow = (): Shadow => useContext(ShadowOfRun);
