import "./figures/figures.css";
import { type ComponentType, useState } from "react";
import { FailureRate } from "./figures/FailureRate.tsx";
import type { FigureProps } from "./figures/FigureProps.ts";
import { Latency } from "./figures/Latency.tsx";
import { Topology } from "./figures/Topology.tsx";
import { TrafficShare } from "./figures/TrafficShare.tsx";
import { Drawn } from "./panels/Drawn.tsx";
import { FigureCard } from "./panels/FigureCard.tsx";
import { LifecycleCard } from "./panels/LifecycleCard.tsx";
import { spanOf } from "./panels/sentences.ts";
import type { Copy } from "./panels/useNotices.ts";
import { Playback } from "./state/playbackContext.ts";
import type { Theme } from "./state/useTheme.ts";
import type { RunIntroduction } from "./worker/protocol.ts";

interface Chart {
  readonly tab: string;
  readonly title: string;
  readonly className: string;
  readonly about: (introduction: RunIntroduction) => string;
  readonly Figure: ComponentType<FigureProps>;
  readonly turn: number;
}

const charts: readonly Chart[] = [
  {
    tab: "Split",
    title: "Share on canary",
    className: "chart",
    about: () => "asked; served in the last minute; users who met it so far",
    Figure: TrafficShare,
    turn: 2,
  },
  {
    tab: "Errors",
    title: "Failed requests",
    className: "chart errors",
    about: aboutFailures,
    Figure: FailureRate,
    turn: 3,
  },
  { tab: "Latency", title: "Latency", className: "chart", about: aboutLatency, Figure: Latency, turn: 4 },
];

function aboutFailures({ limits }: RunIntroduction): string {
  const limit =
    limits.successRateMin === null ? "" : `; fails above ${Number((100 - limits.successRateMin).toFixed(2))}%`;
  return `truth over ${spanOf(limits.windowMs)}, 95% band; marks as the metrics saw it${limit}`;
}

function aboutLatency({ limits }: RunIntroduction): string {
  if (limits.latencyMaxMs === null) return "truth over 1 min; this policy has no limit";
  return `truth over 1 min; marks as the metrics saw it; fails above ${limits.latencyMaxMs} ms at p${limits.latencyQuantile * 100}`;
}

interface FiguresProps {
  readonly theme: Theme;
  readonly narrow: boolean;
  readonly onCopy: Copy;
}

/** Topology and charts: all of them where there is room, one chart at a time where there is not. */
export function Figures({ theme, narrow, onCopy }: FiguresProps) {
  return (
    <div className="centre">
      <FigureCard title="Traffic" about="users, router, and the two tracks" className="topology">
        <Drawn Figure={Topology} theme={theme} turn={1} />
      </FigureCard>
      {narrow ? (
        <OneChart theme={theme} onCopy={onCopy} />
      ) : (
        charts.map((chart) => <ChartCard key={chart.tab} chart={chart} theme={theme} />)
      )}
    </div>
  );
}

function ChartCard({ chart, theme }: { readonly chart: Chart; readonly theme: Theme }) {
  const introduction = Playback.useSelector(({ context }) => context.shown?.introduction);
  return (
    <FigureCard
      title={chart.title}
      about={introduction === undefined ? "" : chart.about(introduction)}
      className={chart.className}
    >
      <Drawn Figure={chart.Figure} theme={theme} turn={chart.turn} />
    </FigureCard>
  );
}

function OneChart({ theme, onCopy }: { readonly theme: Theme; readonly onCopy: Copy }) {
  const [chosen, setChosen] = useState("Errors");
  const chart = charts.find(({ tab }) => tab === chosen);
  return (
    <>
      <fieldset className="chartTabs">
        <legend className="visuallyHidden">Which figure</legend>
        {[...charts.map(({ tab }) => tab), "Lifecycle"].map((tab) => (
          <button
            key={tab}
            type="button"
            className="button"
            aria-pressed={tab === chosen}
            onClick={() => setChosen(tab)}
          >
            {tab}
          </button>
        ))}
      </fieldset>
      {chart === undefined ? (
        <LifecycleCard theme={theme} onCopy={onCopy} />
      ) : (
        <ChartCard chart={chart} theme={theme} />
      )}
    </>
  );
}
