import { expect, test } from "vitest";
import { functionMethods } from "../vectors/methods/judges/functions.ts";

/** Function, arguments in the order of the vectors, value from mpmath 1.4.1 at 40 digits. */
const references: readonly (readonly [fn: string, args: readonly number[], value: number])[] = [
  ["normalCdf", [-37], 5.725571222524577e-300],
  ["normalCdf", [-20.5], 1.076467325879096e-93],
  ["normalCdf", [-5.7], 5.990371401063528e-9],
  ["normalCdf", [-1], 0.15865525393145705],
  ["normalCdf", [-0.3], 0.3820885778110474],
  ["normalCdf", [0], 0.5],
  ["normalCdf", [0.7], 0.758036347776927],
  ["normalCdf", [3], 0.9986501019683699],
  ["normalCdf", [7], 0.9999999999987201],
  ["lgamma", [1e-8], 18.42068073818021],
  ["lgamma", [0.1], 2.252712651734206],
  ["lgamma", [0.999999], 5.772164873855652e-7],
  ["lgamma", [1.5], -0.12078223763524522],
  ["lgamma", [2.0001], 4.2281658112919945e-5],
  ["lgamma", [2.5], 0.2846828704729192],
  ["lgamma", [14.9], 24.924132002217277],
  ["lgamma", [100.25], 360.28455963776423],
  ["lgamma", [1000000.0], 12815504.569147613],
  ["normalQuantile", [1e-300], -37.0470962993612],
  ["normalQuantile", [1e-20], -9.262340089798407],
  ["normalQuantile", [0.001], -3.0902323061678136],
  ["normalQuantile", [0.4], -0.2533471031357997],
  ["normalQuantile", [0.999], 3.090232306167813],
  ["betaCdf", [0.002, 3, 1500], 0.5779303636895663],
  ["betaCdf", [1e-5, 2, 100], 5.04666822456073e-7],
  ["betaCdf", [0.5, 0.5, 0.5], 0.5],
  ["betaCdf", [0.9, 30, 2], 0.16956463310086492],
  ["betaCdf", [0.03, 5, 95], 0.1770797906732085],
  ["betaCdf", [0.2, 5, 95], 0.9999955479822806],
  ["betaQuantile", [0.025, 1, 300], 8.438913231780044e-5],
  ["betaQuantile", [1e-9, 3, 50], 3.5649947783484715e-5],
  ["betaQuantile", [0.975, 4, 297], 0.028944511255692605],
  ["betaQuantile", [0.5, 0.5, 20], 0.011450256705575925],
  ["studentTCdf", [-30, 3], 4.0676402135819796e-5],
  ["studentTCdf", [-2.5, 7.66], 0.019095082190203522],
  ["studentTCdf", [0.1, 4], 0.5374220795302733],
  ["studentTCdf", [2, 1], 0.8524163823495667],
  ["chiSquareSf", [3.84, 1], 0.050043521248705106],
  ["chiSquareSf", [0.01, 2], 0.9950124791926823],
  ["chiSquareSf", [200, 10], 1.6139305336977305e-37],
  ["chiSquareSf", [1000, 3], 1.7994208765314476e-216],
  ["poissonCdf", [0, 5], 0.006737946999085467],
  ["poissonCdf", [4, 2], 0.9473469826562888],
  ["poissonCdf", [10, 100], 1.137687951695298e-30],
  ["poissonCdf", [120, 100], 0.9773306709216473],
  ["binomialSf", [0, 300, 0.01], 0.9509591059287141],
  ["binomialSf", [50, 1000, 0.01], 1.5556969315542067e-20],
  ["binomialSf", [3, 5, 0.5], 0.1875],
  ["binomialSf", [400, 500, 0.9], 0.999999999981982],
  ["hypergeomSf", [7, 10, 390, 200], 0.05248492559866263],
  ["hypergeomSf", [0, 3, 997, 50], 0.1427605962676103],
  ["hypergeomSf", [9, 10, 9990, 500], 8.960217757072753e-14],
  ["hypergeomSf", [60, 100, 900, 500], 0.013226133879560516],
];

test.each(references)("%s of %j is exact to twelve digits, small tails included", (fn, args, value) => {
  const got = functionMethods["special-function"]({ fn, args }).value;
  expect(Math.abs(got - value)).toBeLessThanOrEqual(1e-12 * Math.abs(value));
});

test("the references name every special function", () => {
  expect(new Set(references.map(([fn]) => fn)).size).toBe(10);
});
