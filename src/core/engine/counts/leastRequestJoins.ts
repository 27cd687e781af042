/** Levels kept above the workers: at the loads that waiting is computed for, longer queues do not count. */
const LEVELS_ABOVE = 8;
const ROUNDS = 80;

/**
 * Chance that least-request of two, drawn with replacement, gives a request to an instance with k active,
 * k = 0 … workers + 7, where `busy` workers an instance are busy on average.
 *
 * s_k is the share of instances with at least k active. In the limit of many instances it moves by
 * f_k = busy·(p(s_{k−1}) − p(s_k)) − min(k, workers)·(s_k − s_{k+1}) with p(s) = s² the chance that both draws
 * find k or more (Mitzenmacher, "The power of two choices in randomized load balancing", IEEE TPDS 12,
 * 2001). Ten instances are not many: what they fluctuate adds 1/n times a variance, by the refined mean
 * field of Gast and Van Houdt (SIGMETRICS 2017), which solves A·W + W·Aᵀ + Q = 0 for the covariance.
 */
export function leastRequestJoins(instances: number, workers: number, busy: number): Float64Array {
  const size = workers + LEVELS_ABOVE;
  const share = fixedPoint(size, workers, busy);
  const found = new Float64Array(size + 1).fill(0);
  found[0] = 1;
  const variance = covariance(share, workers, busy);
  const shift = meanShift(share, workers, busy, variance);
  for (let k = 1; k <= size; k++) {
    const s = share[k] as number;
    found[k] = Math.max(0, s * s + (2 * s * (shift[k] as number) + diagonal(variance, k, size)) / instances);
  }
  return Float64Array.from({ length: size }, (_, k) => Math.max(0, (found[k] as number) - (found[k + 1] as number)));
}

/** s_0 … s_{size+1} at rest: each instance is a birth and death process whose births depend on all others. */
function fixedPoint(size: number, workers: number, busy: number): Float64Array {
  const share = new Float64Array(size + 2);
  const part = new Float64Array(size + 1);
  const birth = new Float64Array(size + 1).fill(busy);
  for (let round = 0; round < ROUNDS; round++) {
    part[0] = 1;
    let total = 1;
    for (let k = 1; k <= size; k++) {
      part[k] = ((part[k - 1] as number) * (birth[k - 1] as number)) / Math.min(k, workers);
      total += part[k] as number;
    }
    let above = 0;
    for (let k = size; k >= 0; k--) {
      above += (part[k] as number) / total;
      share[k] = round === 0 ? above : ((share[k] as number) + above) / 2;
    }
    for (let k = 0; k <= size; k++) {
      // (p(s) − p(t)) / (s − t) without the subtraction.
      birth[k] = busy * ((share[k] as number) + (share[k + 1] as number));
    }
  }
  return share;
}

/** n times the covariance of s_1 … s_size, found by letting it grow to where it rests. */
function covariance(share: Float64Array, workers: number, busy: number): Float64Array {
  const size = share.length - 2;
  const up = Float64Array.from(share, (s) => 2 * busy * s);
  const down = Float64Array.from(share, (_, k) => Math.min(k, workers));
  const step = 0.45 / (2 * busy + 2 * workers);
  const rounds = Math.ceil(30 / step);
  let now = new Float64Array(size * size);
  let next = new Float64Array(size * size);
  const at = (i: number, j: number): number =>
    i < 1 || j < 1 || i > size || j > size ? 0 : (now[(i - 1) * size + j - 1] as number);
  /** Row i of A times column j. */
  const flow = (i: number, j: number): number =>
    (up[i - 1] as number) * at(i - 1, j) -
    ((up[i] as number) + (down[i] as number)) * at(i, j) +
    (down[i] as number) * at(i + 1, j);
  for (let round = 0; round < rounds; round++) {
    let moved = 0;
    for (let i = 1; i <= size; i++) {
      for (let j = 1; j <= i; j++) {
        const noise = i === j ? 2 * (down[i] as number) * ((share[i] as number) - (share[i + 1] as number)) : 0;
        const change = step * (flow(i, j) + flow(j, i) + noise);
        moved = Math.max(moved, Math.abs(change));
        const value = at(i, j) + change;
        next[(i - 1) * size + j - 1] = value;
        next[(j - 1) * size + i - 1] = value;
      }
    }
    [now, next] = [next, now];
    if (moved < step * 1e-7) break;
  }
  return now;
}

/** n times what fluctuations add to s_1 … s_size on average: the tridiagonal A·V = −busy·(w_{k−1} − w_k). */
function meanShift(share: Float64Array, workers: number, busy: number, variance: Float64Array): Float64Array {
  const size = share.length - 2;
  const shift = new Float64Array(size + 2);
  const factor = new Float64Array(size + 2);
  const right = new Float64Array(size + 2);
  for (let k = 1; k <= size; k++) {
    const down = Math.min(k, workers);
    const left = k === 1 ? 0 : 2 * busy * (share[k - 1] as number);
    const pivot = -2 * busy * (share[k] as number) - down - left * (factor[k - 1] as number);
    const source = -busy * ((k === 1 ? 0 : diagonal(variance, k - 1, size)) - diagonal(variance, k, size));
    factor[k] = down / pivot;
    right[k] = (source - left * (right[k - 1] as number)) / pivot;
  }
  for (let k = size; k >= 1; k--) shift[k] = (right[k] as number) - (factor[k] as number) * (shift[k + 1] as number);
  return shift;
}

function diagonal(matrix: Float64Array, k: number, size: number): number {
  return matrix[(k - 1) * size + k - 1] as number;
}
