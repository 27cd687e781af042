/** Undo and redo over values. `gesture` joins edits of one gesture, such as typing, into one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly gesture: string | null;
}

const longest = 200;

export function historyOf<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: null };
}

/** A new present. An edit of the same gesture replaces the present instead of adding a step. */
export function record<T>(history: History<T>, present: T, gesture: string | null): History<T> {
  const joins = gesture !== null && gesture === history.gesture;
  const past = joins ? history.past : [...history.past, history.present].slice(-longest);
  return { past, present, future: [], gesture };
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future], gesture: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: null };
}
