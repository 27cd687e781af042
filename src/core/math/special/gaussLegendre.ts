/** Nodes and weights for integrals over [−1, 1]. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

const made = new Map<number, Rule>();

/** Gauss and Legendre's rule of n nodes: Newton's steps on Legendre's polynomial (NIST DLMF 3.5.15). */
export function gaussLegendre(n: number): Rule {
  const known = made.get(n);
  if (known !== undefined) return known;
  const rule = { nodes: new Float64Array(n), weights: new Float64Array(n) };
  for (let i = 0; i < (n + 1) / 2; i++) {
    let x = cosine((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      const [value, derivative] = legendre(n, x);
      slope = derivative;
      x -= value / derivative;
    }
    const weight = 2 / ((1 - x * x) * slope * slope);
    rule.nodes[i] = -x;
    rule.nodes[n - 1 - i] = x;
    rule.weights[i] = weight;
    rule.weights[n - 1 - i] = weight;
  }
  made.set(n, rule);
  return rule;
}

function legendre(n: number, x: number): readonly [value: number, derivative: number] {
  let before = 0;
  let value = 1;
  for (let k = 1; k <= n; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
  }
  return [value, (n * (x * value - before)) / (x * x - 1)];
}

/** cos x for 0 ≤ x ≤ π/2 by its series: a first guess, no more. */
function cosine(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 14; k++) {
    term *= (-x * x) / ((2 * k - 1) * (2 * k));
    sum += term;
  }
  return sum;
}
