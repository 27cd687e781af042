import { useMemo } from "react";
import { momentAt } from "../../core/recording/index.ts";
import { clockWithSeconds, momentOf } from "./clock.ts";
import { DotLayer } from "./DotLayer.tsx";
import { type DotPlan, dotPlan } from "./dots.ts";
import { Eye } from "./Eye.tsx";
import type { FigureProps } from "./FigureProps.ts";
import { percent, share, whole } from "./numbers.ts";
import { PoolBox } from "./PoolBox.tsx";
import { TextTwin } from "./TextTwin.tsx";
import { alongEdge, type Box, type Edge, pathOf, type TopologyLayout, topologyLayout } from "./topologyLayout.ts";
import { type TopologyScene, topologyScene } from "./topologyScene.ts";
import { type Size, useSize } from "./useSize.ts";
import { useThrottled } from "./useThrottled.ts";
import { useTwinRows } from "./useTwinRows.ts";

function PlainBox({ box, title, detail }: { box: Box; title: string; detail: string }) {
  const inset = box.width < 90 ? 9 : 13;
  return (
    <g className="topologyBox">
      <rect x={box.left} y={box.top} width={box.width} height={box.height} rx="9" />
      <text className="topologyTitle" x={box.left + inset} y={box.top + box.height / 2 - 9} dy="0.35em">
        {title}
      </text>
      <text className="topologyDetail" x={box.left + inset} y={box.top + box.height / 2 + 9} dy="0.35em">
        {detail}
      </text>
    </g>
  );
}

function EdgeLine({ edge, width, rate, still }: { edge: Edge; width: number; rate: string | null; still: boolean }) {
  const end = edge[3];
  const label = alongEdge(edge, 0.5, 0);
  return (
    <g className="topologyEdge">
      <path d={pathOf(edge)} strokeWidth={width} />
      {still && (
        <>
          <path className="topologyArrow" d={`M${end.x - 1},${end.y}l-9,-5.5v11z`} />
          {rate !== null && (
            <text className="figureLabel figureLabel-plain" x={label.x} y={label.y} dy="0.35em" textAnchor="middle">
              {rate}
            </text>
          )}
        </>
      )}
    </g>
  );
}

const scaleOf = ({ requestsPerDot, failuresPerDiamond }: DotPlan): string =>
  `1 dot is ${requestsPerDot === 1 ? "1 request" : `${whole(requestsPerDot)} requests`}, 1 diamond ${whole(failuresPerDiamond)} failed`;

function Scene(props: { scene: TopologyScene; layout: TopologyLayout; still: boolean; size: Size; plan: DotPlan }) {
  const { scene, layout, still, size, plan } = props;
  const { narrow } = layout;
  return (
    <svg className="figureChart" width={size.width} height={size.height} aria-hidden="true">
      <EdgeLine
        edge={layout.inbound}
        width={scene.widths.inbound}
        rate={narrow ? null : scene.rates.users}
        still={still}
      />
      <EdgeLine
        edge={layout.edges.stable}
        width={scene.widths.stable}
        rate={narrow ? null : scene.rates.stable}
        still={still}
      />
      <EdgeLine
        edge={layout.edges.canary}
        width={scene.widths.canary}
        rate={narrow ? null : scene.rates.canary}
        still={still}
      />
      <PlainBox box={layout.users} title="Users" detail={scene.rates.users} />
      <PlainBox
        box={layout.balancer}
        title={scene.balancer}
        detail={narrow ? scene.weights : `weights ${scene.weights}`}
      />
      {scene.pools.map((pool) => (
        <PoolBox
          key={pool.track}
          pool={pool}
          box={layout.pools[pool.track]}
          narrow={narrow}
          rate={still && narrow ? scene.rates[pool.track] : null}
        />
      ))}
      {scene.eye !== null && <Eye {...scene.eye} layout={layout} width={size.width} />}
      {!still && !narrow && (
        <text className="topologyDetail" x={2} y={12}>
          {scaleOf(plan)}
        </text>
      )}
    </svg>
  );
}

function Drawing({ figure, size }: { figure: FigureProps; size: Size }) {
  const { recording, playhead, speed, reducedMotion } = figure;
  const layout = useMemo(() => topologyLayout(size), [size]);
  // Without motion the counters may change once a second at most, however fast the clock runs.
  const calm = useThrottled(playhead, reducedMotion && figure.playing ? 1000 : 0);
  const scene = topologyScene(recording, calm);
  const plan = dotPlan(recording, speed, layout.narrow ? 24 : 120);
  return (
    <>
      <Scene scene={scene} layout={layout} still={reducedMotion} size={size} plan={plan} />
      {!reducedMotion && <DotLayer figure={figure} plan={plan} layout={layout} widths={scene.widths} size={size} />}
    </>
  );
}

/** Users, balancer and the two pools, with the requests on their way between them. */
export function Topology(figure: FigureProps) {
  const [element, size] = useSize<HTMLDivElement>();
  const { recording, playhead } = figure;
  const twin = useTwinRows(recording, playhead, {
    caption: "Traffic at each decision",
    columns: ["Time", "Asked on canary", "Served by canary", "Canary failed", "Stable failed", "Users harmed"],
    row: ({ at }) => {
      const { asked, served, recent, usersHarmed } = momentAt(recording, at);
      const failed = ({ failed: count, answered }: { failed: number; answered: number }): string =>
        answered === 0 ? "no requests" : percent((100 * count) / answered);
      return [
        clockWithSeconds(at),
        share(asked),
        served === null ? "no requests" : share(served),
        failed(recent.canary),
        failed(recent.stable),
        whole(usersHarmed),
      ];
    },
  });
  const scene = topologyScene(recording, playhead);
  return (
    <section className="figure" aria-label="Traffic" data-still={figure.reducedMotion || undefined}>
      <div className="figureCanvas" ref={element}>
        {size !== null && size.width > 200 && size.height > 80 && <Drawing figure={figure} size={size} />}
      </div>
      <TextTwin
        sentence={`At ${momentOf(playhead)}: ${scene.sentence}${scene.eye === null ? "" : ` A metric watches: ${scene.eye.says}.`}`}
        table={twin}
      />
    </section>
  );
}
