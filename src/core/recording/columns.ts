import { bucketCount } from "../math/logHistogram.ts";
import type { Columns, TickCounters } from "../model/index.ts";

type Column = Float64Array | Int32Array | Uint16Array | Uint32Array;

/** Values a row of each dense column, but for `buckets`, whose width is the scenario's. */
const perRow = {
  asked: 1,
  arrived: 2,
  answered: 2,
  failed: 2,
  harmful: 2,
  wrong: 2,
  inFlight: 2,
  attempts: 2,
  attemptsFailed: 2,
  busy: 2,
  instances: 2,
  latencySum: 2,
  attemptLatencySum: 2,
  usersHarmed: 1,
  usersHarmedThrice: 1,
  usersMisled: 1,
  usersExposed: 1,
  rollbackSafe: 1,
} as const;

type Dense = keyof typeof perRow;
const denseNames = Object.keys(perRow) as Dense[];

/** Columns that grow by a row a tick. The dense ones are allocated for the whole run at once. */
export class ColumnsBuilder {
  private readonly columns: Omit<Columns, "length" | "latency">;
  private readonly offset: Int32Array;
  private readonly bucketWidth: number;
  private bucket = new Uint16Array(4096);
  private count = new Uint32Array(4096);
  private entries = 0;
  private length = 0;

  /** `rows` is the length of the run in ticks, `bounds` the number of finite latency bucket bounds. */
  constructor(rows: number, bounds: number) {
    this.bucketWidth = 2 * (bounds + 1);
    this.offset = new Int32Array(2 * rows + 1);
    this.columns = {
      asked: new Float64Array(rows),
      arrived: new Int32Array(2 * rows),
      answered: new Int32Array(2 * rows),
      failed: new Int32Array(2 * rows),
      harmful: new Int32Array(2 * rows),
      wrong: new Int32Array(2 * rows),
      inFlight: new Int32Array(2 * rows),
      attempts: new Int32Array(2 * rows),
      attemptsFailed: new Int32Array(2 * rows),
      busy: new Float64Array(2 * rows),
      instances: new Int32Array(2 * rows),
      latencySum: new Float64Array(2 * rows),
      attemptLatencySum: new Float64Array(2 * rows),
      buckets: new Int32Array(this.bucketWidth * rows),
      attemptBuckets: new Int32Array(this.bucketWidth * rows),
      usersHarmed: new Int32Array(rows),
      usersHarmedThrice: new Int32Array(rows),
      usersMisled: new Int32Array(rows),
      usersExposed: new Int32Array(rows),
      rollbackSafe: new Int32Array(rows),
    };
  }

  append(asked: number, counters: TickCounters): void {
    const row = this.length++;
    const { columns } = this;
    columns.asked[row] = asked;
    for (const name of [
      "arrived",
      "answered",
      "failed",
      "harmful",
      "wrong",
      "inFlight",
      "attempts",
      "attemptsFailed",
      "busy",
      "instances",
      "latencySum",
      "attemptLatencySum",
    ] as const) {
      columns[name].set(counters[name], 2 * row);
    }
    columns.buckets.set(counters.buckets, this.bucketWidth * row);
    columns.attemptBuckets.set(counters.attemptBuckets, this.bucketWidth * row);
    columns.usersHarmed[row] = counters.usersHarmed;
    columns.usersHarmedThrice[row] = counters.usersHarmedThrice;
    columns.usersMisled[row] = counters.usersMisled;
    columns.usersExposed[row] = counters.usersExposed;
    columns.rollbackSafe[row] = counters.rollbackSafe;
    this.appendLatency(row, counters);
  }

  /** The rows so far, as views that the next `append` may outdate. */
  view(): Columns {
    const { length, columns } = this;
    return {
      length,
      ...mapDense(columns, (name, column) => column.subarray(0, perRow[name] * length)),
      buckets: columns.buckets.subarray(0, this.bucketWidth * length),
      attemptBuckets: columns.attemptBuckets.subarray(0, this.bucketWidth * length),
      latency: {
        offset: this.offset.subarray(0, 2 * length + 1),
        bucket: this.bucket.subarray(0, this.entries),
        count: this.count.subarray(0, this.entries),
      },
    };
  }

  private appendLatency(row: number, counters: TickCounters): void {
    this.reserve(counters.touchedLength);
    // Sorted, so that the bytes do not depend on the order in which buckets were first touched.
    const touched = counters.touched.subarray(0, counters.touchedLength).slice().sort();
    let stableEnd = this.entries;
    for (const cell of touched) {
      const canary = cell >= bucketCount;
      this.bucket[this.entries] = canary ? cell - bucketCount : cell;
      this.count[this.entries] = counters.latency[cell] as number;
      this.entries++;
      if (!canary) stableEnd = this.entries;
    }
    this.offset[2 * row + 1] = stableEnd;
    this.offset[2 * row + 2] = this.entries;
  }

  private reserve(more: number): void {
    if (this.entries + more <= this.bucket.length) return;
    const capacity = 2 * (this.entries + more);
    const bucket = new Uint16Array(capacity);
    const count = new Uint32Array(capacity);
    bucket.set(this.bucket);
    count.set(this.count);
    this.bucket = bucket;
    this.count = count;
  }
}

/** A copy of rows `from` to `to − 1`, ready to be transferred to another thread. */
export function sliceColumns(columns: Columns, from: number, to: number): Columns {
  const width = columns.length === 0 ? 0 : columns.buckets.length / columns.length;
  const { offset, bucket, count } = columns.latency;
  const first = offset[2 * from] ?? 0;
  const end = offset[2 * to] ?? 0;
  return {
    length: to - from,
    ...mapDense(columns, (name, column) => column.slice(perRow[name] * from, perRow[name] * to)),
    buckets: columns.buckets.slice(width * from, width * to),
    attemptBuckets: columns.attemptBuckets.slice(width * from, width * to),
    latency: {
      offset: offset.slice(2 * from, 2 * to + 1).map((entry) => entry - first),
      bucket: bucket.slice(first, end),
      count: count.slice(first, end),
    },
  };
}

/** New columns that hold the rows of both, in order. */
export function appendColumns(columns: Columns, more: Columns): Columns {
  const entries = columns.latency.bucket.length;
  return {
    length: columns.length + more.length,
    ...mapDense(columns, (name, column) => joined(column, more[name])),
    buckets: joined(columns.buckets, more.buckets),
    attemptBuckets: joined(columns.attemptBuckets, more.attemptBuckets),
    latency: {
      offset: joined(
        columns.latency.offset,
        more.latency.offset.subarray(1).map((entry) => entry + entries),
      ),
      bucket: joined(columns.latency.bucket, more.latency.bucket),
      count: joined(columns.latency.count, more.latency.count),
    },
  };
}

/** Every array of the columns, in a fixed order: for hashing and for transfer lists. */
export function arraysOf(columns: Columns): readonly Column[] {
  const { latency } = columns;
  return [
    ...denseNames.map((name) => columns[name]),
    columns.buckets,
    columns.attemptBuckets,
    latency.offset,
    latency.bucket,
    latency.count,
  ];
}

type DenseColumns = Pick<Columns, Dense>;

function mapDense(columns: DenseColumns, change: (name: Dense, column: Column) => Column): DenseColumns {
  // Each column keeps its array type: subarray, slice and join all return what they were given.
  return Object.fromEntries(denseNames.map((name) => [name, change(name, columns[name])])) as unknown as DenseColumns;
}

function joined<T extends Column>(one: T, two: Column): T {
  const all = new (one.constructor as new (length: number) => T)(one.length + two.length);
  all.set(one);
  all.set(two, one.length);
  return all;
}
