import { useMemo, useState } from "react";
import type { Traffic } from "../../core/judges/index.ts";
import { ownTraffic } from "../../core/lab/ownTraffic.ts";
import { percent, whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import { ErrorRateRow } from "./ErrorRateRow.tsx";
import type { JudgeEntry } from "./judgeEntry.ts";
import { type RatesStanding, ratedRuns, useErrorRates } from "./useErrorRates.ts";

const effects = [1.5, 2, 3, 5] as const;

/** How often the judge is wrong at the traffic of the run on screen, worked out when asked for. */
export function ErrorRateCard({ entry }: { readonly entry: JudgeEntry }) {
  const recording = Playback.useSelector(({ context }) => context.shown?.recording ?? null);
  const own = useMemo(() => (recording?.complete === true ? ownTraffic(recording) : null), [recording]);
  const [effect, setEffect] = useState<number | null>(null);
  // Chance alone makes the two arms of a healthy release differ a little: that is no bad canary to catch.
  const differs = own !== null && own.canaryErrorRate > 1.2 * own.baselineErrorRate;
  const times = effect ?? (differs ? "run" : 2);
  const traffic = useMemo(() => withEffect(own, times), [own, times]);
  const { standing, ask, cancel } = useErrorRates(entry.name, traffic);
  return (
    <section className="rates" aria-label="Error rates">
      <h3>How often it is wrong here</h3>
      {own === null || traffic === null ? (
        <p>Known once a run is complete in which both versions had requests.</p>
      ) : (
        <>
          <p>
            {whole(own.canaryPerLook)} canary and {whole(own.baselinePerLook)} stable requests a minute, as in this run;
            a look each minute for {own.looks} min. Stable fails {percent(100 * own.baselineErrorRate)}.
          </p>
          <label className="effect">
            A bad canary fails
            <select
              value={times}
              onChange={({ target }) => setEffect(target.value === "run" ? null : Number(target.value))}
            >
              {differs && <option value="run">{percent(100 * own.canaryErrorRate)}, as here</option>}
              {effects.map((choice) => (
                <option key={choice} value={choice}>
                  {choice} times that
                </option>
              ))}
            </select>
          </label>
          <Answer standing={standing} entry={entry} onAsk={ask} onCancel={cancel} />
        </>
      )}
    </section>
  );
}

function withEffect(own: Traffic | null, times: number | "run"): Traffic | null {
  if (own === null || times === "run") return own;
  return { ...own, canaryErrorRate: Math.min(1, own.baselineErrorRate * times) };
}

interface AnswerProps {
  readonly standing: RatesStanding;
  readonly entry: JudgeEntry;
  readonly onAsk: () => void;
  readonly onCancel: () => void;
}

function Answer({ standing, entry, onAsk, onCancel }: AnswerProps) {
  switch (standing.kind) {
    case "unasked":
      return (
        <button type="button" className="button wide" onClick={onAsk}>
          Work out its error rates
        </button>
      );
    case "simulating":
      return (
        <>
          <progress aria-label="Rollouts simulated" value={standing.done} max={standing.of} />
          <p role="status">
            {whole(standing.of)} rollouts
            {standing.done === 0 ? "…" : `, ${percent((100 * standing.done) / standing.of)} done`}
          </p>
          <button type="button" className="button wide" onClick={onCancel}>
            Cancel
          </button>
        </>
      );
    case "failed":
      return (
        <>
          <p role="alert">It could not be worked out: {standing.message}.</p>
          <button type="button" className="button wide" onClick={onAsk}>
            Try again
          </button>
        </>
      );
    case "known": {
      const { falseAlarm, power } = standing.rates;
      if (falseAlarm === null || power === null)
        return (
          <p role="status">It judges latencies, and its error rates at a traffic of errors alone are not known.</p>
        );
      return (
        <div role="status">
          <dl>
            <ErrorRateRow name="Healthy release rolled back" rate={falseAlarm} />
            <ErrorRateRow name="Bad release rolled back" rate={power} />
          </dl>
          <p>
            <small>
              {falseAlarm.exact && power.exact ? "Exact." : `Simulated: ${ratedRuns} rollouts each, 95% interval.`}{" "}
              {entry.peeking.valid
                ? "Its promise holds however often somebody looks."
                : `Looking each minute inflates it: ${percent(100 * entry.peeking.measured)} of healthy releases rolled back at 600 requests a minute and 0.5% errors.`}
            </small>
          </p>
        </div>
      );
    }
  }
}
