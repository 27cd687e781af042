import type { Engine } from "./engine/index.ts";
import { type Columns, type TickCounters, tickMs, type World } from "./model/index.ts";
import { ColumnsBuilder } from "./recording/index.ts";
import { ServerColumns } from "./serverColumns.ts";

/** What a run records, and what the metrics store is given of it. */
export class RunColumns {
  private readonly engine: Engine;
  private readonly columns: ColumnsBuilder;
  /** Only while somebody reads what instances count themselves. */
  private readonly servers: ServerColumns | null;

  constructor({ horizon, observe }: World, engine: Engine) {
    const size = [Math.ceil(horizon / tickMs), observe.buckets.length] as const;
    this.engine = engine;
    this.columns = new ColumnsBuilder(...size);
    this.servers = engine.unseen === undefined ? null : new ServerColumns(...size);
  }

  /** A tick that the engine has just played, under the weight that was asked for. */
  append(asked: number, counters: TickCounters): void {
    this.columns.append(asked, counters);
    if (this.engine.unseen !== undefined) this.servers?.append(counters, this.engine.unseen);
  }

  /** The rows so far, as views that the next `append` may outdate. */
  view(): Columns {
    return this.columns.view();
  }

  /** The same for the metrics store. */
  scraped(): Columns {
    return this.servers?.beside(this.columns.view()) ?? this.columns.view();
  }
}
