import { lazy, Suspense, useCallback, useState } from "react";
import { Figures } from "./Figures.tsx";
import { Actions } from "./panels/Actions.tsx";
import { Announcer, metricsSentence } from "./panels/Announcer.tsx";
import { DecisionLog } from "./panels/DecisionLog.tsx";
import { Dialog } from "./panels/Dialog.tsx";
import { DropZone } from "./panels/DropZone.tsx";
import { Header } from "./panels/Header.tsx";
import { LifecycleCard } from "./panels/LifecycleCard.tsx";
import { markdownReport } from "./panels/markdownReport.ts";
import { Notices } from "./panels/Notices.tsx";
import { SidePanel, type TabName } from "./panels/SidePanel.tsx";
import { useNotices } from "./panels/useNotices.ts";
import { VerdictStrip } from "./panels/VerdictStrip.tsx";
import { Playback } from "./state/playbackContext.ts";
import { readPreference, writePreference } from "./state/preference.ts";
import { useAddress } from "./state/useAddress.ts";
import { useMedia } from "./state/useMedia.ts";
import { useOperator } from "./state/useOperator.ts";
import { useShortcuts } from "./state/useShortcuts.ts";
import { useTheme } from "./state/useTheme.ts";
import { useTicker } from "./state/useTicker.ts";
import { Timeline } from "./timeline/Timeline.tsx";

// Dialogs come when they are opened: the first load is for the run.
const ManifestDialog = lazy(async () => ({ default: (await import("./panels/ManifestDialog.tsx")).ManifestDialog }));
const ShortcutSheet = lazy(async () => ({ default: (await import("./panels/ShortcutSheet.tsx")).ShortcutSheet }));

type Opened = "nothing" | "manifest" | "shortcuts" | "sheet";

/** The one screen: header, verdict, three columns, timeline. Narrow screens stack them and use a bottom sheet. */
export function Workbench({ notes }: { readonly notes: readonly string[] }) {
  const actor = Playback.useActorRef();
  const [theme, setTheme] = useTheme();
  const [opened, setOpened] = useState<Opened>("nothing");
  const [tab, setTab] = useState<TabName>("Story");
  const [asked, setAsked] = useState("");
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const { notices, say, dismiss, copy } = useNotices(notes);
  const narrow = useMedia("(max-width: 700px)");
  const hash = Playback.useSelector((snapshot) =>
    snapshot.matches({ run: "complete" }) ? snapshot.context.shown?.hash : null,
  );
  const openManifest = useCallback(() => setOpened("manifest"), []);
  const close = useCallback(() => setOpened("nothing"), []);
  const takeManifest = useDroppedManifest();
  useTicker();
  useAddress(say);
  useKeys({
    enabled: singleKeys,
    onSheet: () => setOpened("shortcuts"),
    onMetrics: () => setAsked(metricsSentence(actor)),
  });
  const copyReport = (): void => {
    const { shown } = actor.getSnapshot().context;
    if (shown !== null) void copy("The report", Promise.resolve(markdownReport(shown, location.href)));
  };
  return (
    <div className="app" data-hash={hash ?? undefined} data-testid="app">
      <Header
        theme={theme}
        onTheme={setTheme}
        onShortcuts={() => setOpened("shortcuts")}
        onManifest={openManifest}
        onCopy={copy}
      />
      <VerdictStrip
        onHarm={() => {
          setTab("Harm");
          if (narrow) setOpened("sheet");
        }}
      />
      <Notices notices={notices} onDismiss={dismiss} onManifest={openManifest} onCopyReport={copyReport} />
      <main className="columns">
        {!narrow && (
          <div className="left">
            <h2 className="visuallyHidden">What runs</h2>
            <div className="card">
              <SidePanel tab={tab} onTab={setTab} onEditManifest={openManifest} />
              <Actions />
            </div>
          </div>
        )}
        {narrow && <Actions />}
        <Figures theme={theme} narrow={narrow} onCopy={copy} />
        <div className="right">
          {!narrow && <LifecycleCard theme={theme} onCopy={copy} />}
          <DecisionLog />
        </div>
        {narrow && (
          <button type="button" className="button" onClick={() => setOpened("sheet")}>
            Story, world, policy, harm, judge
          </button>
        )}
      </main>
      <Timeline />
      <Announcer asked={asked} />
      <DropZone onManifest={takeManifest} onRefused={say} />
      <Suspense>
        {opened === "manifest" && <ManifestDialog onClose={close} />}
        {opened === "shortcuts" && <ShortcutSheet enabled={singleKeys} onEnabled={setSingleKeys} onClose={close} />}
      </Suspense>
      {opened === "sheet" && (
        <Dialog title="What runs" kind="sheet" onClose={close}>
          <SidePanel tab={tab} onTab={setTab} onEditManifest={openManifest} />
        </Dialog>
      )}
    </div>
  );
}

function useSingleKeys() {
  const [on, setOn] = useState(() => readPreference("singleKeys") !== "off");
  const choose = (next: boolean): void => {
    writePreference("singleKeys", next ? "on" : "off");
    setOn(next);
  };
  return [on, choose] as const;
}

function useDroppedManifest() {
  const actor = Playback.useActorRef();
  return useCallback(
    (label: string, text: string): void => {
      const document = { ...actor.getSnapshot().context.history.present, manifest: { label, text }, interventions: [] };
      actor.send({ type: "document.edited", document });
    },
    [actor],
  );
}

interface Keys {
  readonly enabled: boolean;
  readonly onSheet: () => void;
  readonly onMetrics: () => void;
}

function useKeys({ enabled, onSheet, onMetrics }: Keys): void {
  const actor = Playback.useActorRef();
  const act = useOperator();
  useShortcuts({
    enabled,
    undo: () => actor.send({ type: "undo" }),
    redo: () => actor.send({ type: "redo" }),
    single: {
      " ": () => actor.send({ type: "toggled" }),
      ",": () => actor.send({ type: "stepped", direction: -1 }),
      ".": () => actor.send({ type: "stepped", direction: 1 }),
      home: () => actor.send({ type: "seek", to: 0 }),
      end: () => actor.send({ type: "seek", to: Number.POSITIVE_INFINITY }),
      p: () => act("promote"),
      h: () => act("hold"),
      r: () => act("abort"),
      m: onMetrics,
      "?": onSheet,
    },
  });
}
