import { useCallback, useState } from "react";

export interface Notice {
  readonly id: number;
  readonly text: string;
  /** Something to copy by hand where the clipboard is blocked. */
  readonly copy: string;
}

/** Puts a text into the clipboard and says so; answers whether it could. */
export type Copy = (what: string, text: Promise<string>) => Promise<boolean>;

let lastId = 0;

/** Sentences that stay until they are dismissed, and copying, which ends in one. */
export function useNotices(first: readonly string[]) {
  const [notices, setNotices] = useState<readonly Notice[]>(() =>
    first.map((text) => ({ id: ++lastId, text, copy: "" })),
  );
  const say = useCallback((text: string, copy = "", seconds = 0) => {
    const id = ++lastId;
    setNotices((known) => [...known.filter((notice) => notice.text !== text), { id, text, copy }].slice(-3));
    if (seconds > 0)
      setTimeout(() => setNotices((known) => known.filter((notice) => notice.id !== id)), seconds * 1000);
  }, []);
  const dismiss = useCallback((id: number) => setNotices((known) => known.filter((notice) => notice.id !== id)), []);
  const copy: Copy = useCallback(
    async (what, made) => {
      const text = await made;
      try {
        await navigator.clipboard.writeText(text);
        say(`${what} is in the clipboard.`, "", 4);
        return true;
      } catch {
        say("The browser does not let this page copy. Here it is:", text);
        return false;
      }
    },
    [say],
  );
  return { notices, say, dismiss, copy };
}
