import { useRef } from "react";
import { writeLink } from "../state/link.ts";
import { Playback } from "../state/playbackContext.ts";
import { Icon } from "./Icon.tsx";
import { markdownReport } from "./markdownReport.ts";
import type { Copy } from "./useNotices.ts";

/** What leaves the page: always as text, made at the moment of the click. */
export function ExportMenu({ onCopy }: { readonly onCopy: Copy }) {
  const actor = Playback.useActorRef();
  const menu = useRef<HTMLDivElement>(null);
  const link = async (): Promise<string> => {
    const { history, playhead, shadow } = actor.getSnapshot().context;
    const hash = await writeLink(history.present, playhead, shadow);
    return `${location.href.replace(/#.*$/, "")}${hash}`;
  };
  const report = async (): Promise<string> => {
    const { shown } = actor.getSnapshot().context;
    return shown === null ? "" : markdownReport(shown, await link());
  };
  const mermaid = async () => actor.getSnapshot().context.shown?.introduction.mermaid ?? "";
  const copy = (what: string, text: () => Promise<string>) => () => {
    menu.current?.hidePopover();
    void onCopy(what, text());
  };
  return (
    <>
      <button type="button" className="button" popoverTarget="exports">
        Export
      </button>
      <div className="menu" id="exports" popover="auto" ref={menu}>
        <button type="button" onClick={copy("The report", report)}>
          Copy report <small>Markdown: what happened, and why</small>
        </button>
        <button type="button" onClick={copy("The lifecycle", mermaid)}>
          Copy lifecycle <small>Mermaid source of the state diagram</small>
        </button>
      </div>
      <button
        type="button"
        className="button solid"
        aria-label="Copy link"
        onClick={() => void onCopy("The link", link())}
      >
        <Icon name="link" size={14} /> <span className="label">Copy link</span>
      </button>
    </>
  );
}
