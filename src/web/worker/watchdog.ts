/** Longest silence of a worker that simulates, in seconds; chunks take a fraction of one. */
const patience = 10;
/** The same while it may still be on its way through a slow network. */
const patienceAtFirst = 30;

/**
 * Notices a worker that hangs. Counts its own beats and not the time, so that a computer which slept does not
 * wake to an alarm.
 */
export function watchdog(onSilence: (seconds: number) => void) {
  let beat: ReturnType<typeof setInterval> | undefined;
  let silent = 0;
  let limit = patienceAtFirst;
  const rest = (): void => {
    clearInterval(beat);
    beat = undefined;
  };
  const watch = (): void => {
    silent = 0;
    beat ??= setInterval(() => {
      if (++silent < limit) return;
      rest();
      onSilence(limit);
    }, 1000);
  };
  return {
    /** Something was asked of a worker; `fresh` is one that has yet to load. */
    asked: (fresh: boolean): void => {
      if (fresh) limit = patienceAtFirst;
      watch();
    },
    /** It said something, and has more to say or not. */
    heard: (more: boolean): void => {
      limit = patience;
      if (more) watch();
      else rest();
    },
    rest,
  };
}
