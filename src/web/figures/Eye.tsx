import type { Scope } from "../../core/model/index.ts";
import { alongEdge, type TopologyLayout } from "./topologyLayout.ts";

const outline = "M-8,0C-5,-4.6 5,-4.6 8,0C5,4.6 -5,4.6 -8,0z";

/** An eye beside the edge that a metric reads, and the same in words at the foot of the figure. */
export function Eye(props: {
  readonly scope: Scope;
  readonly says: string;
  readonly briefly: string;
  readonly layout: TopologyLayout;
  readonly width: number;
}) {
  const { scope, layout, width } = props;
  const says = props.says.length * 6 < width - 40 ? props.says : props.briefly;
  const edge = scope === "total" ? layout.inbound : layout.edges[scope];
  const { x, y } = alongEdge(edge, 0.5, 0);
  const beside = scope === "stable" ? -20 : 20;
  const textWidth = says.length * 6;
  const noteX = Math.max(24, Math.min(x, width - textWidth / 2 - 8) - textWidth / 2);
  return (
    <g className="topologyEye">
      {[
        [x, y + beside],
        [noteX - 12, layout.noteY - 4],
      ].map(([left, top]) => (
        <g key={left} transform={`translate(${left},${top})`}>
          <path d={outline} />
          <circle r="2.3" />
        </g>
      ))}
      <text className="figureNote" x={noteX} y={layout.noteY}>
        {says}
      </text>
    </g>
  );
}
