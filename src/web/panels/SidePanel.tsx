import "./SidePanel.css";
import { type ComponentType, type KeyboardEvent, lazy, Suspense, useId, useRef } from "react";
import { StoryTab } from "./StoryTab.tsx";

const WorldTab = lazy(async () => ({ default: (await import("./WorldTab.tsx")).WorldTab }));
const PolicyTab = lazy(async () => ({ default: (await import("./PolicyTab.tsx")).PolicyTab }));
const HarmTab = lazy(async () => ({ default: (await import("./HarmTab.tsx")).HarmTab }));
const JudgeTab = lazy(async () => ({ default: (await import("../judges/JudgeTab.tsx")).JudgeTab }));

export type TabName = "Story" | "World" | "Policy" | "Harm" | "Judge";

interface BodyProps {
  readonly onEditManifest: () => void;
}

const tabs: readonly { readonly name: TabName; readonly Body: ComponentType<BodyProps> }[] = [
  { name: "Story", Body: StoryTab },
  { name: "World", Body: WorldTab },
  { name: "Policy", Body: PolicyTab },
  { name: "Harm", Body: HarmTab },
  { name: "Judge", Body: JudgeTab },
];

const moves: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => (at + 1) % tabs.length,
  ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
};

interface SidePanelProps extends BodyProps {
  readonly tab: TabName;
  readonly onTab: (tab: TabName) => void;
}

/** What runs: the story, its world, the policy that decides, whom the release harmed, and a second opinion. */
export function SidePanel({ tab, onTab, onEditManifest }: SidePanelProps) {
  const chosen = tabs.findIndex(({ name }) => name === tab);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const Body = tabs[chosen]?.Body ?? StoryTab;
  const move = (event: KeyboardEvent): void => {
    const next = moves[event.key]?.(chosen);
    if (next === undefined) return;
    event.preventDefault();
    onTab(tabs[next]?.name ?? tab);
    list.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <>
      <div className="tabs" role="tablist" aria-label="What runs" ref={list} onKeyDown={move}>
        {tabs.map(({ name }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={index === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => onTab(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        className="tabBody"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <Suspense fallback={<p className="hint">Opening…</p>}>
          <Body onEditManifest={onEditManifest} />
        </Suspense>
      </div>
    </>
  );
}
