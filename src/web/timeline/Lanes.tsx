import { memo, useMemo } from "react";
import type { Decision, Fault, Millis, Recording, World } from "../../core/model/index.ts";
import { decisionIndexAt } from "../../core/recording/index.ts";
import { clockOf, clockTicks } from "../figures/clock.ts";
import { percent } from "../figures/numbers.ts";
import { useShadow } from "../judges/shadowContext.ts";
import { Mark, markOf } from "../panels/Mark.tsx";
import { faultEffect } from "../panels/sentences.ts";
import { isWorthTelling, reachOf } from "../state/run.ts";
import { usePlayhead } from "../state/usePlayhead.ts";
import { ShadowLane } from "./ShadowLane.tsx";
import { stepsOf } from "./steps.ts";

interface LanesProps {
  readonly recording: Recording;
  readonly horizon: Millis;
}

/** Three lanes over one axis. Steps and checks are clipped at the playhead; the fault is the truth, all of it. */
export const Lanes = memo(function Lanes({ recording, horizon }: LanesProps) {
  const { decisions, scenario } = recording;
  const shadow = useShadow();
  const steps = useMemo(() => stepsOf(decisions, reachOf(recording)), [decisions, recording]);
  const place = (from: Millis, until: Millis) => ({
    left: `${(100 * from) / horizon}%`,
    width: `${(100 * (until - from)) / horizon}%`,
  });
  return (
    <div className={shadow.kind === "none" ? "lanes" : "lanes four"} aria-hidden="true">
      <span className="laneName">Steps</span>
      <div className="lane past">
        {steps.map(({ from, until, weight }) => (
          <span key={from} className="step" style={place(from, until)}>
            <b>{percent(weight)}</b>
          </span>
        ))}
      </div>
      <span className="laneName">Checks</span>
      <CheckLane decisions={decisions} horizon={horizon} />
      {shadow.kind !== "none" && <ShadowLane shadow={shadow} place={place} />}
      <span className="laneName">Fault</span>
      <FaultLane world={scenario.world} place={place} />
      <div className="axis">
        {clockTicks(horizon, 760, 96).map((at) => (
          <time key={at} style={{ left: `${(100 * at) / horizon}%` }}>
            {clockOf(at)}
          </time>
        ))}
      </div>
    </div>
  );
});

interface CheckLaneProps {
  readonly decisions: readonly Decision[];
  readonly horizon: Millis;
}

/** Renders when a decision is passed, not when time does. */
const CheckLane = memo(function CheckLane({ decisions, horizon }: CheckLaneProps) {
  const count = decisionIndexAt(decisions, usePlayhead()) + 1;
  const marks = useMemo(() => decisions.slice(0, count).filter(isWorthTelling), [decisions, count]);
  return (
    <div className="lane">
      {marks.map((decision) => (
        <span key={keyOf(decision)} className="check" style={{ left: `${(100 * decision.at) / horizon}%` }}>
          <Mark kind={markOf(decision)} size={12} />
        </span>
      ))}
    </div>
  );
});

const keyOf = ({ at, note, trigger }: Decision) => `${at} ${trigger} ${note.headline}`;

interface FaultLaneProps {
  readonly world: World;
  readonly place: (from: Millis, until: Millis) => { left: string; width: string };
}

function FaultLane({ world, place }: FaultLaneProps) {
  const { faults, version } = world.revisions.canary;
  return (
    <div className="lane fault">
      {faults.length === 0 && <span className="faultWords none">none: {version} is healthy</span>}
      {faults.map((fault) => (
        <span key={JSON.stringify(fault)} className="faultBar" style={barOf(fault, world, place)} />
      ))}
      {faults.length > 0 && (
        <span className="faultWords" style={wordsPlace(Math.min(...faults.map(({ from }) => from)) / world.horizon)}>
          {version} {faults.map(faultEffect).join(", and ")} <i>(the truth, which no metric shows)</i>
        </span>
      )}
    </div>
  );
}

/** Over the start of the fault, or ending where the lane does if too little room is left behind its start. */
const wordsPlace = (start: number) => (start < 0.5 ? { left: `${100 * start}%` } : { right: 0 });

function barOf(fault: Fault, world: World, place: FaultLaneProps["place"]) {
  return place(fault.from, Math.min(fault.until, world.horizon));
}
