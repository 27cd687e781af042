import "./SidePanel.css";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { PolicyTab } from "./PolicyTab.tsx";
import { StoryTab } from "./StoryTab.tsx";
import { WorldTab } from "./WorldTab.tsx";

const tabs = [
  { name: "Story", Body: StoryTab },
  { name: "World", Body: WorldTab },
  { name: "Policy", Body: PolicyTab },
] as const;

const moves: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => (at + 1) % tabs.length,
  ArrowLeft: (at) => (at + tabs.length - 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
};

/** What runs: the story, the world it plays in, and the policy that decides. */
export function SidePanel({ onEditManifest }: { readonly onEditManifest: () => void }) {
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const Body = (tabs[chosen] ?? tabs[0]).Body;
  const move = (event: KeyboardEvent): void => {
    const next = moves[event.key]?.(chosen);
    if (next === undefined) return;
    event.preventDefault();
    setChosen(next);
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
            onClick={() => setChosen(index)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        className="tabBody"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tabs[chosen]?.name}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <Body onEditManifest={onEditManifest} />
      </div>
    </>
  );
}
