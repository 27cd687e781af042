import type { RollbackRate } from "../../core/lab/judgeRates.ts";
import { percent } from "../figures/numbers.ts";

/** One probability: its number, a bar with its interval, and when the rollback came. */
export function ErrorRateRow({ name, rate }: { readonly name: string; readonly rate: RollbackRate }) {
  const { share, low, high, exact, meanLook } = rate;
  return (
    <div className="rateRow">
      <dt>{name}</dt>
      <dd>
        {exact ? "= " : ""}
        {percent(100 * share)}
        {!exact && (
          <small>
            {" "}
            ({percent(100 * low)} to {percent(100 * high)})
          </small>
        )}
        <svg className="rateBar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <rect className="ground" y="2" width="100" height="6" />
          <rect className="share" y="2" width={100 * share} height="6" />
          {!exact && <rect className="interval" x={100 * low} y="4.25" width={100 * (high - low)} height="1.5" />}
        </svg>
        {!Number.isNaN(meanLook) && <small>after {meanLook.toFixed(0)} min on average</small>}
      </dd>
    </div>
  );
}
