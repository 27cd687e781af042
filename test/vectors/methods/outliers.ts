import {
  OutlierDetection,
  type OutlierSettings,
  outlierDefaultsMs,
} from "../../../src/core/engine/balancers/outlierDetection.ts";
import {
  type SuccessRateRule,
  successRateDefaults,
  successRateFinding,
} from "../../../src/core/engine/balancers/successRate.ts";

interface OutlierEvent {
  readonly t: number;
  readonly host: string;
  readonly code: number;
}

interface OutlierInput {
  readonly hosts: readonly string[];
  readonly events: readonly OutlierEvent[];
  readonly until: number;
  readonly config?: Partial<OutlierSettings>;
}

interface SuccessRateInput extends Partial<SuccessRateRule> {
  readonly hosts: readonly { readonly name: string; readonly success: number; readonly total: number }[];
  readonly config?: Partial<SuccessRateRule>;
}

/** The methods about outlier detection. Times are in seconds here. */
export const outlierMethods = {
  outlier: ({ hosts, events, until, config = {} }: OutlierInput) => {
    const settings = settingsOf(config);
    const detection = new OutlierDetection(hosts.length, settings, () => 0);
    const log = new EjectionLog(detection);
    let ticks = 0;
    /** Ticks come before events of the same time. */
    const tickUpTo = (time: number): void => {
      for (; (ticks + 1) * settings.interval <= time; ticks++) {
        const now = (ticks + 1) * settings.interval;
        detection.tick(now);
        log.look(now);
      }
    };
    for (const { t, host, code } of events) {
      if (t > until) break;
      tickUpTo(t);
      detection.report(hosts.indexOf(host), code, t);
      log.look(t);
    }
    tickUpTo(until);
    const ejections = Object.fromEntries(hosts.map((name, host) => [name, log.spans[host]]));
    return { ejections, overflow: detection.overflow };
  },
  "outlier-success-rate": ({ hosts, config, ...rule }: SuccessRateInput) => {
    const results = hosts.map(({ success, total }, host) => ({ host, success, total }));
    const finding = successRateFinding(results, { ...successRateDefaults, ...rule, ...config });
    return {
      evaluated: finding.spread !== null,
      mean: finding.spread?.mean ?? null,
      threshold: finding.spread?.threshold ?? null,
      outliers: finding.outliers.map((host) => hosts[host]?.name),
      failurePercentageOutliers: finding.failurePercentageOutliers.map((host) => hosts[host]?.name),
    };
  },
};

function settingsOf(config: Partial<OutlierSettings>): OutlierSettings {
  const base = config.base ?? 30;
  const seconds = { interval: 10, base, maxEjectionTime: Math.max(300, base) };
  return { ...outlierDefaultsMs, ...seconds, ...config };
}

/** From when until when each host was out, by looking after everything that happens. */
class EjectionLog {
  readonly spans: (readonly [number, number | null])[][];
  readonly #detection: OutlierDetection;

  constructor(detection: OutlierDetection) {
    this.#detection = detection;
    this.spans = Array.from(detection.ejected, () => []);
  }

  look(now: number): void {
    this.spans.forEach((spans, host) => {
      const out = this.#detection.ejected[host] === 1;
      const last = spans.at(-1);
      const wasOut = last !== undefined && last[1] === null;
      if (out && !wasOut) spans.push([now, null]);
      if (!out && wasOut) spans[spans.length - 1] = [last[0], now];
    });
  }
}
