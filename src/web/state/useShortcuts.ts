import { useEffect, useRef } from "react";

/** Keys and what they do, by their lower-case names. `single` keys work without a modifier and can be turned off (WCAG 2.1.4). */
export interface Shortcuts {
  readonly enabled: boolean;
  readonly single: Readonly<Record<string, () => void>>;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Listens on the whole page, and keeps away from fields, dialogs and controls that use the same keys. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => handle(event, latest.current);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}

function handle(event: KeyboardEvent, { enabled, single, undo, redo }: Shortcuts): void {
  if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
  const key = event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  if (command && key === "z") {
    take(event, event.shiftKey ? redo : undo);
    return;
  }
  if (command || event.altKey || !enabled || usesKey(event.target, key)) return;
  const act = single[key];
  if (act !== undefined) take(event, act);
}

function take(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["range", "checkbox", "radio"].includes(target.type);
  return target.isContentEditable || target.matches("textarea, select");
}

/** Space presses the button that has the focus; Home and End belong to tabs, scrolled lists and sliders. */
function usesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key === " ") return target.matches("button, summary, a, input[type=checkbox]");
  if (key === "home" || key === "end") return target.matches("[role=tab], [role=tabpanel], ol, pre, input");
  return false;
}
