import type { Way } from "./phaseDiagram.ts";
import type { Size } from "./useSize.ts";

export interface PlacedState {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

export interface PlacedWay {
  readonly way: Way;
  /** SVG path of the line, and of its head. */
  readonly line: string;
  readonly head: string;
}

interface Placed {
  readonly state: PlacedState;
  readonly row: number;
  readonly column: 0 | 1;
}

export const stateHeight = 24;
const characterWidth = 6.9;
const corner = 5;

/**
 * Two states a row in reading order. Neighbours are joined by straight lines; every other way runs through
 * the gap between the columns, in the lane of the state that it leads to, so that a lane reads as "to there".
 * Laid out by hand, since a general layout of so small a picture takes longer than three frames.
 */
export function phaseLayout(names: readonly string[], ways: readonly Way[], { width, height }: Size) {
  const placed = place(names, { width, height });
  const stateOf = new Map(placed.map((one) => [one.state.name, one]));
  const ends = ways.flatMap((way) => {
    const from = stateOf.get(way.from);
    const to = stateOf.get(way.to);
    return from === undefined || to === undefined ? [] : [{ way, from, to }];
  });
  const lanes = lanesOf(placed, ends);
  const back = (from: string, to: string): boolean => ways.some((way) => way.from === to && way.to === from);
  return {
    states: placed.map(({ state }) => state),
    ways: ends.map(({ way, from, to }): PlacedWay => {
      const aside = back(way.from, way.to) ? (from.column + from.row < to.column + to.row ? -4 : 4) : 0;
      if (from.row === to.row) return { way, ...across(from, to, aside) };
      if (isBelow(from, to)) return { way, ...along(from, to, aside) };
      return { way, ...through(from, to, lanes.get(way.to) ?? width / 2) };
    }),
  };
}

function place(names: readonly string[], { width, height }: Size): readonly Placed[] {
  const rows = Math.ceil(names.length / 2);
  const widthOf = (column: number): number =>
    16 + characterWidth * Math.max(0, ...names.filter((_, index) => index % 2 === column).map((name) => name.length));
  const [leftWidth, rightWidth] = [widthOf(0), widthOf(1)];
  const gap = Math.min(84, width - leftWidth - rightWidth - 2);
  const start = Math.max(1, (width - leftWidth - rightWidth - gap) / 2);
  const pitch = Math.min(52, (height - stateHeight - 2) / Math.max(1, rows - 1));
  const top = Math.max(1, (height - stateHeight - pitch * (rows - 1)) / 2);
  return names.map((name, index) => {
    const column = index % 2 === 0 ? 0 : 1;
    const row = Math.floor(index / 2);
    const left = column === 0 ? start : start + leftWidth + gap;
    return {
      row,
      column,
      state: { name, left, top: top + row * pitch, width: column === 0 ? leftWidth : rightWidth },
    };
  });
}

const isBelow = (a: Placed, b: Placed): boolean => a.column === b.column && Math.abs(a.row - b.row) === 1;

/** Where in the gap the ways to each state run: those to the left column on the left, so that few lines cross. */
function lanesOf(placed: readonly Placed[], ends: readonly { way: Way; from: Placed; to: Placed }[]) {
  const targets = new Set(
    ends.filter(({ from, to }) => from.row !== to.row && !isBelow(from, to)).map(({ way }) => way.to),
  );
  const left = Math.max(...placed.filter(({ column }) => column === 0).map(({ state }) => state.left + state.width));
  const right = Math.min(...placed.filter(({ column }) => column === 1).map(({ state }) => state.left));
  const ordered = placed
    .filter(({ state }) => targets.has(state.name))
    .toSorted((a, b) => a.column - b.column || (a.column === 0 ? b.row - a.row : a.row - b.row));
  // A head has to fit between the outermost lane and its state.
  const [from, to] = [left + 12, right - 12];
  const share = (index: number): number => (ordered.length < 2 ? 0.5 : index / (ordered.length - 1));
  return new Map(ordered.map(({ state }, index) => [state.name, from + share(index) * (to - from)]));
}

const middle = ({ state }: Placed): number => state.top + stateHeight / 2;
const inner = ({ state, column }: Placed): number => (column === 0 ? state.left + state.width : state.left);
/** From a column towards the gap. */
const inward = ({ column }: Placed): 1 | -1 => (column === 0 ? 1 : -1);

function across(from: Placed, to: Placed, aside: number) {
  const y = middle(from) + aside;
  return { line: `M${inner(from)},${y}H${inner(to) + inward(to) * 6}`, head: sideHead(to, y) };
}

function along(from: Placed, to: Placed, aside: number) {
  const down = from.row < to.row;
  const x = from.state.left + Math.min(from.state.width, to.state.width) / 2 + aside;
  const start = down ? from.state.top + stateHeight : from.state.top;
  const end = down ? to.state.top : to.state.top + stateHeight;
  const away = down ? -6 : 6;
  return { line: `M${x},${start}V${end + away}`, head: `M${x},${end}l-3.5,${away}h7z` };
}

function through(from: Placed, to: Placed, lane: number) {
  const [start, end] = [middle(from) + 7, middle(to) - 7];
  const turn = end > start ? corner : -corner;
  const line = [
    `M${inner(from)},${start}H${lane - inward(from) * corner}Q${lane},${start} ${lane},${start + turn}`,
    `V${end - turn}Q${lane},${end} ${lane - inward(to) * corner},${end}H${inner(to) + inward(to) * 6}`,
  ].join("");
  return { line, head: sideHead(to, end) };
}

const sideHead = (to: Placed, y: number): string => `M${inner(to)},${y}l${inward(to) * 6},-3.5v7z`;
