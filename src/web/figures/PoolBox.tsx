import type { Track } from "../../core/model/index.ts";
import { whole } from "./numbers.ts";
import type { Box } from "./topologyLayout.ts";

export interface Pool {
  readonly track: Track;
  readonly version: string;
  readonly instances: number;
  /** Share of worker time in use, null where nothing runs. */
  readonly utilisation: number | null;
  /** The canary after its revision became stable's. */
  readonly promoted: boolean;
}

const markSize = 7;
const markGap = 3;

/** One small mark an instance: round for stable, square for canary. Beyond the room a number says the rest. */
function Instances({
  pool,
  edge,
  y,
  most,
  leftward,
}: {
  pool: Pool;
  edge: number;
  y: number;
  most: number;
  leftward: boolean;
}) {
  const shown = pool.instances <= most ? pool.instances : Math.max(1, most - 2);
  const rest = pool.instances - shown;
  const width = shown * (markSize + markGap) - markGap;
  const start = leftward ? edge - width - (rest > 0 ? 24 : 0) : edge;
  return (
    <g className={`topologyInstance-${pool.track}`}>
      {Array.from({ length: shown }, (_, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: instances are alike and only counted
          key={index}
          x={start + index * (markSize + markGap)}
          y={y - markSize / 2}
          width={markSize}
          height={markSize}
          rx={pool.track === "stable" ? markSize / 2 : 2}
        />
      ))}
      {rest > 0 && (
        <text className="topologyDetail" x={start + width + 5} y={y} dy="0.35em">
          +{whole(rest)}
        </text>
      )}
    </g>
  );
}

function detailOf({ instances, utilisation, promoted, track }: Pool, narrow: boolean): string {
  if (track === "canary" && instances === 0) return promoted ? "now stable" : "not running";
  const busy = utilisation === null ? "" : ` · ${Math.round(100 * utilisation)}% busy`;
  if (narrow) return utilisation === null ? "starting" : `${Math.round(100 * utilisation)}% busy`;
  return `${whole(instances)} ${instances === 1 ? "instance" : "instances"}${busy}`;
}

/** A pool of instances of one track; the canary's empties into an outline once it has become stable. */
export function PoolBox(props: {
  readonly pool: Pool;
  readonly box: Box;
  readonly narrow: boolean;
  /** Said instead of how busy it is, where nothing else shows the traffic. */
  readonly rate: string | null;
}) {
  const { pool, box, narrow, rate } = props;
  const gone = pool.instances === 0;
  const inset = narrow ? 9 : 13;
  const three = narrow && box.height >= 54;
  const first = box.top + (three ? 15 : box.height / 2 - 9);
  const second = box.top + (three ? 31 : box.height / 2 + 9);
  const third = box.top + (three ? 48 : box.height / 2 - 9);
  const title = `${pool.track} ${pool.version}`;
  // Without a line of their own the marks share one with the title.
  const room = box.width - 2 * inset - (three ? 0 : title.length * 7.2 + 8);
  return (
    <g className={`topologyPool topologyPool-${pool.track}${gone ? " topologyPool-gone" : ""}`}>
      <rect x={box.left} y={box.top} width={box.width} height={box.height} rx="9" />
      <text className="topologyTitle" x={box.left + inset} y={first} dy="0.35em">
        {title}
      </text>
      <text className="topologyDetail" x={box.left + inset} y={second} dy="0.35em">
        {gone || rate === null ? detailOf(pool, narrow) : rate}
      </text>
      {!gone && (
        <Instances
          pool={pool}
          edge={three ? box.left + inset : box.left + box.width - inset}
          y={third}
          most={Math.max(1, Math.floor((room + markGap) / (markSize + markGap)))}
          leftward={!three}
        />
      )}
    </g>
  );
}
