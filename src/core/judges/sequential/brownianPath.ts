import { exp } from "../../math/exp.ts";
import { gaussLegendre } from "../../math/special/gaussLegendre.ts";
import { normalDensity, normalSf } from "../../math/special/normal.ts";

/** Beyond 9 standard deviations nothing is left that a result could show. */
const FAR = 9;
const NODES_PER_STEP = 5;
const FEWEST_NODES = 120;
const ROOT_TWO_PI = 2.5066282746310007;

/**
 * Brownian motion observed at looks, stopped where it leaves its bounds: the recursive integration of Armitage,
 * McPherson and Rowe (1969; spec 4.1). It holds the density of the paths that go on, at the nodes of a
 * Gauss–Legendre rule. A value: `after` gives the path one look later.
 */
export class BrownianPath {
  private readonly time: number;
  private readonly nodes: Float64Array;
  /** Density times weight of the rule. */
  private readonly mass: Float64Array;
  private readonly sides: 1 | 2;

  private constructor(sides: 1 | 2, time: number, nodes: Float64Array, mass: Float64Array) {
    this.sides = sides;
    this.time = time;
    this.nodes = nodes;
    this.mass = mass;
  }

  static start(sides: 1 | 2): BrownianPath {
    return new BrownianPath(sides, 0, Float64Array.of(0), Float64Array.of(1));
  }

  /** Probability of crossing z·√time at the look at `time` for the first time. */
  crossing(time: number, z: number): number {
    const step = Math.sqrt(time - this.time);
    const bound = z * Math.sqrt(time);
    let sum = 0;
    for (let i = 0; i < this.nodes.length; i++) {
      const u = this.nodes[i] as number;
      let tail = normalSf((bound - u) / step);
      if (this.sides === 2) tail += normalSf((bound + u) / step);
      sum += (this.mass[i] as number) * tail;
    }
    return sum;
  }

  /** The paths that go on after a look at `time` with bounds at z standard deviations. */
  after(time: number, z: number): BrownianPath {
    const step = Math.sqrt(time - this.time);
    const root = Math.sqrt(time);
    const high = Math.min(z, FAR) * root;
    const low = this.sides === 2 ? -high : -FAR * root;
    const rule = gaussLegendre(Math.max(FEWEST_NODES, Math.ceil(((high - low) / step) * NODES_PER_STEP)));
    const half = (high - low) / 2;
    const nodes = rule.nodes.map((node) => low + half * (1 + node));
    const mass = rule.weights.map((weight, i) => (half * weight * this.density(nodes[i] as number, step)) / step);
    return new BrownianPath(this.sides, time, nodes, mass);
  }

  private density(s: number, step: number): number {
    const { nodes, mass } = this;
    if (nodes.length === 1) return normalDensity(s / step);
    const reach = (FAR + 1) * step;
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      const off = s - (nodes[i] as number);
      if (off > reach || off < -reach) continue;
      const scaled = off / step;
      sum += (mass[i] as number) * exp((-scaled * scaled) / 2);
    }
    return sum / ROOT_TWO_PI;
  }
}
