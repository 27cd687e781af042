/** A label that stands at the end of a line instead of in a legend. */
export interface EndLabel {
  readonly text: string;
  readonly y: number;
  readonly kind: "stable" | "canary" | "canaryLight" | "plain";
}

const lineHeight = 14;
/** Width of a glyph of the 11 px label face, on the safe side. */
const glyph = 6.4;

/**
 * Moves labels apart, keeping their order: down from the top first, then up from the floor, so that
 * no two are closer than a line and none leaves `[top, bottom]` while there is room.
 */
export function spread(labels: readonly EndLabel[], top: number, bottom: number): readonly EndLabel[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  const places: number[] = [];
  for (const label of sorted)
    places.push(Math.max(label.y, top, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + lineHeight));
  let floor = bottom;
  for (let index = places.length - 1; index >= 0; index--) {
    places[index] = Math.min(places[index] ?? floor, floor);
    floor = (places[index] ?? floor) - lineHeight;
  }
  return sorted.map((label, index) => ({ ...label, y: places[index] ?? label.y }));
}

/** Labels to the right of `x`, or to its left where the figure ends too soon. */
export function EndLabels(props: {
  readonly labels: readonly EndLabel[];
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}) {
  const longest = Math.max(0, ...props.labels.map(({ text }) => text.length));
  const toTheLeft = props.x + 10 + longest * glyph > props.width;
  return spread(props.labels, props.top, props.bottom).map(({ text, y, kind }) => (
    <text
      key={text.split(" ")[0] + kind}
      className={`figureLabel figureLabel-${kind}`}
      x={props.x + (toTheLeft ? -9 : 10)}
      y={y}
      dy="0.35em"
      textAnchor={toTheLeft ? "end" : "start"}
    >
      {text}
    </text>
  ));
}
