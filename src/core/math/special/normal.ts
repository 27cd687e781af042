import { exp } from "../exp.ts";
import { normalQuantile } from "../normalQuantile.ts";

const INVERSE_ROOT_TWO_PI = 0.39894228040143267794;
const ROOT_32 = 5.65685424949238019521;
const MIDDLE = 0.67448975;

const innerAbove = [
  0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
];
const innerBelow = [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const nearAbove = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const nearBelow = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091,
  34900.952721145977266, 38912.003286093271411, 19685.429676859990727,
];
/**
 * Φ(z), P(Z ≤ z) of the standard normal law, small tails with their relative accuracy.
 * Rational approximations of Cody, "Rational Chebyshev approximations for the error function" (1969).
 */
export function normalCdf(z: number): number {
  return normalSf(-z);
}

/** P(Z > z) of the standard normal law. */
export function normalSf(z: number): number {
  const size = Math.abs(z);
  if (size <= MIDDLE) return 0.5 - z * ratio(innerAbove, innerBelow, z * z);
  const tail = upperTail(size);
  return z > 0 ? tail : 1 - tail;
}

/** P(Z > size) for a size beyond the middle. */
function upperTail(size: number): number {
  if (size > 39) return 0;
  // The exponent in two parts, so that the rounding of the square does not reach the result.
  const coarse = Math.floor(size * 16) / 16;
  const bell = exp(-(coarse * coarse) / 2) * exp(-((size - coarse) * (size + coarse)) / 2);
  if (size <= ROOT_32) return bell * ratio(nearAbove, nearBelow, size);
  return (bell * INVERSE_ROOT_TWO_PI) / laplace(size);
}

/** Laplace's continued fraction z + 1/(z + 2/(z + 3/…)) of φ(z)/P(Z > z) (NIST DLMF 7.9.1); enough terms from z = 5. */
function laplace(z: number): number {
  let value = z;
  for (let k = 50; k > 0; k--) value = z + k / value;
  return value;
}

function ratio(above: readonly number[], below: readonly number[], x: number): number {
  let top = 0;
  let bottom = 0;
  for (const coefficient of above) top = top * x + coefficient;
  for (const coefficient of below) bottom = bottom * x + coefficient;
  return top / bottom;
}

/** φ(z), the density of the standard normal law. */
export function normalDensity(z: number): number {
  return INVERSE_ROOT_TWO_PI * exp((-z * z) / 2);
}

/** The z that a standard normal value exceeds with probability q; for a level, q is the tail itself. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}
