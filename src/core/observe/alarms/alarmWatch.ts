import type { Alarm, AlarmState, Millis } from "../../model/index.ts";
import { evaluationRange } from "./alarmHistory.ts";
import { alarmState, type Datapoint } from "./alarmState.ts";
import { datapoint, type PointSource } from "./datapoint.ts";

/** CloudWatch looks at periods of a minute and more every minute, and at shorter ones every ten seconds. */
const evaluationEvery = (period: Millis): Millis => (period < 60_000 ? 10_000 : 60_000);

/**
 * The alarms of a world while it runs. Windows slide: an alarm on five minutes looks every minute at the last five.
 * Evaluations that are due are made up for when somebody asks, which comes to the same, since what has been seen of a
 * period never changes.
 */
export class AlarmWatch {
  private readonly source: () => PointSource;
  private readonly alarms: ReadonlyMap<string, WatchedAlarm>;

  constructor(alarms: Readonly<Record<string, Alarm>>, source: () => PointSource) {
    this.source = source;
    this.alarms = new Map(Object.entries(alarms).map(([name, alarm]) => [name, new WatchedAlarm(alarm)]));
  }

  /** The state that the last evaluation left; an alarm that nobody has made never has data. */
  state(name: string, now: Millis): AlarmState {
    return this.alarms.get(name)?.state(now, this.source()) ?? "INSUFFICIENT_DATA";
  }
}

/** One alarm, as far as it was evaluated. */
class WatchedAlarm {
  private readonly alarm: Alarm;
  /** By the end of their period. */
  private readonly points = new Map<Millis, Datapoint>();
  private last: AlarmState = "INSUFFICIENT_DATA";
  private due: Millis = 0;

  constructor(alarm: Alarm) {
    this.alarm = alarm;
  }

  state(now: Millis, source: PointSource): AlarmState {
    for (; this.due <= now; this.due += evaluationEvery(this.alarm.period))
      this.last = alarmState(this.alarm, this.range(this.due, source), this.last);
    return this.last;
  }

  private range(now: Millis, source: PointSource): readonly Datapoint[] {
    const length = evaluationRange(this.alarm);
    return Array.from({ length }, (_, slot) => this.point(now - (length - 1 - slot) * this.alarm.period, source));
  }

  private point(end: Millis, source: PointSource): Datapoint {
    const known = this.points.get(end);
    if (known !== undefined) return known;
    const point = datapoint(this.alarm, end, source);
    this.points.set(end, point);
    return point;
  }
}
