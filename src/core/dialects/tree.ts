/** Where something stands in a text. Both count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Where to say something: the position, and the path of what stands there, e.g. `spec.analysis.interval`. */
export interface Place {
  readonly at: SourcePosition;
  readonly path: string;
}

/** A YAML value that knows where it stands. Maps are `Map`s, so no key can reach a prototype. */
export type Tree = MapTree | ListTree | ScalarTree;

export interface MapTree {
  readonly kind: "map";
  readonly at: SourcePosition;
  readonly fields: ReadonlyMap<string, Field>;
}

export interface ListTree {
  readonly kind: "list";
  readonly at: SourcePosition;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: "scalar";
  readonly at: SourcePosition;
  readonly value: string | number | boolean | null;
}

export interface Field {
  /** Position of the key. */
  readonly at: SourcePosition;
  readonly value: Tree;
}
