import { useEffect, useState } from "react";
import { readPreference, writePreference } from "./preference.ts";
import { useMedia } from "./useMedia.ts";

export type Theme = "light" | "dark";

/** The chosen theme, or the system's until one is chosen. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [chosen, setChosen] = useState(() => readPreference("theme"));
  const system: Theme = useMedia("(prefers-color-scheme: dark)") ? "dark" : "light";
  const theme = chosen === "dark" || chosen === "light" ? chosen : system;
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const choose = (next: Theme) => {
    writePreference("theme", next);
    // Before the render, so that figures which read colours from the page find the new ones.
    document.documentElement.dataset["theme"] = next;
    setChosen(next);
  };
  return [theme, choose];
}
