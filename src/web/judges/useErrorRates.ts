import { useCallback, useEffect, useRef, useState } from "react";
import type { Traffic } from "../../core/judges/index.ts";
import { askJudges } from "./askJudges.ts";
import type { ErrorRates } from "./protocol.ts";

/** Rollouts for each rate: enough for an interval of about two points around 5%. */
export const ratedRuns = 400;
/** Any would do; the same one gives the same rates to everybody. */
const seed = 1;

export type RatesStanding =
  | { readonly kind: "unasked" }
  | { readonly kind: "simulating"; readonly done: number; readonly of: number }
  | { readonly kind: "known"; readonly rates: ErrorRates; readonly traffic: Traffic }
  | { readonly kind: "failed"; readonly message: string };

const unasked: RatesStanding = { kind: "unasked" };

/** Rates a judge when asked to, and forgets the answer when the question changes. */
export function useErrorRates(judge: string, traffic: Traffic | null) {
  const [standing, setStanding] = useState(unasked);
  const stop = useRef(() => {});
  const question = `${judge} ${JSON.stringify(traffic)}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question ends the one before
  useEffect(() => {
    setStanding(unasked);
    return () => stop.current();
  }, [question]);
  const cancel = useCallback(() => {
    stop.current();
    setStanding(unasked);
  }, []);
  const ask = (): void => {
    if (traffic === null) return;
    stop.current();
    setStanding({ kind: "simulating", done: 0, of: 2 * ratedRuns });
    stop.current = askJudges({ type: "rates", judge, traffic, runs: ratedRuns, seed }, (answer) => {
      if (answer.type === "progress") setStanding({ kind: "simulating", done: answer.done, of: answer.of });
      if (answer.type === "rates") setStanding({ kind: "known", rates: answer.rates, traffic });
      if (answer.type === "failed") setStanding({ kind: "failed", message: answer.message });
    });
  };
  return { standing, ask, cancel };
}
