import type { Millis } from "../model/index.ts";

/** Simulated time as the wall clock that page and log show: rollouts are noticed at noon. */
export function clock(at: Millis): string {
  const minutes = Math.floor(at / 60_000);
  const seconds = Math.floor(at / 1000) % 60;
  const hours = (12 + Math.floor(minutes / 60)) % 24;
  const time = `${pad(hours)}:${pad(minutes % 60)}`;
  return seconds === 0 ? time : `${time}:${pad(seconds)}`;
}

/** A length of time in words: `7 min`, `7 min 30 s`, `45 s`. */
export function lasting(span: Millis): string {
  const seconds = Math.round(span / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

function pad(n: number): string {
  return String(n).padStart(2, "0");
}
