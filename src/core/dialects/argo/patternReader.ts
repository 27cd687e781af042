/** One state of the automaton behind a regular expression. */
type State =
  | { readonly type: "match" }
  | { readonly type: "fork"; readonly to: readonly number[] }
  | { readonly type: "edge"; readonly at: "first" | "last"; readonly to: number }
  | { readonly type: "read"; readonly accepts: (character: string) => boolean; readonly to: number };

export interface Automaton {
  readonly states: readonly State[];
  readonly start: number;
}

/** Repetitions such as `a{1000}{1000}` would otherwise fill the memory. */
const mostStates = 20_000;
const deepest = 50;

/** Thompson's construction, built from the end: a piece is given what follows it and answers with its start. */
type Piece = (follows: number) => number;

/** Reads the part of RE2 that people write in metric names and conditions; null for anything else. */
export function automatonOf(pattern: string): Automaton | null {
  const reader = new PatternReader([...pattern]);
  try {
    return reader.read();
  } catch (error) {
    if (error instanceof NotAPattern) return null;
    throw error;
  }
}

class NotAPattern extends Error {}

class PatternReader {
  readonly #text: readonly string[];
  readonly #states: State[] = [];
  #next = 0;
  #depth = 0;

  constructor(text: readonly string[]) {
    this.#text = text;
  }

  read(): Automaton {
    const piece = this.#alternatives();
    if (this.#next < this.#text.length) throw new NotAPattern();
    const start = piece(this.#add({ type: "match" }));
    return { states: this.#states, start };
  }

  #add(state: State): number {
    if (this.#states.length >= mostStates) throw new NotAPattern();
    return this.#states.push(state) - 1;
  }

  #alternatives(): Piece {
    if (++this.#depth > deepest) throw new NotAPattern();
    const pieces = [this.#sequence()];
    while (this.#takes("|")) pieces.push(this.#sequence());
    this.#depth--;
    return (follows) => this.#add({ type: "fork", to: pieces.map((piece) => piece(follows)) });
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    while (this.#next < this.#text.length && this.#here !== "|" && this.#here !== ")") pieces.push(this.#repeated());
    return (follows) => pieces.reduceRight((to, piece) => piece(to), follows);
  }

  #repeated(): Piece {
    let piece = this.#atom();
    for (;;) {
      const inner = piece;
      if (this.#takes("*")) piece = this.#loop(inner);
      else if (this.#takes("+")) piece = (follows) => inner(this.#loop(inner)(follows));
      else if (this.#takes("?")) piece = (follows) => this.#add({ type: "fork", to: [inner(follows), follows] });
      else if (this.#here === "{" && /^\{\d+(,\d*)?\}/.test(this.#rest(12))) piece = this.#counted(inner);
      else return piece;
      // A lazy mark changes which match is found, and not whether there is one.
      this.#takes("?");
    }
  }

  #loop(inner: Piece): Piece {
    return (follows) => {
      const fork = this.#add({ type: "match" });
      this.#states[fork] = { type: "fork", to: [inner(fork), follows] };
      return fork;
    };
  }

  #counted(inner: Piece): Piece {
    const [whole = "", least = "0", comma = "", most = ""] = /^\{(\d+)(,)?(\d*)\}/.exec(this.#rest(12)) ?? [];
    this.#next += whole.length;
    const from = Number(least);
    const to = comma === "" ? from : most === "" ? null : Number(most);
    if (from > 1000 || (to !== null && (to > 1000 || to < from))) throw new NotAPattern();
    return (follows) => {
      let start = to === null ? this.#loop(inner)(follows) : follows;
      for (let spare = from; to !== null && spare < to; spare++)
        start = this.#add({ type: "fork", to: [inner(start), follows] });
      for (let count = 0; count < from; count++) start = inner(start);
      return start;
    };
  }

  #atom(): Piece {
    const character = this.#take();
    switch (character) {
      case "(": {
        if (this.#takes("?") && !this.#takes(":")) throw new NotAPattern();
        const inner = this.#alternatives();
        if (!this.#takes(")")) throw new NotAPattern();
        return inner;
      }
      case "[":
        return this.#reads(this.#set());
      case ".":
        return this.#reads((found) => found !== "\n");
      case "^":
        return (to) => this.#add({ type: "edge", at: "first", to });
      case "$":
        return (to) => this.#add({ type: "edge", at: "last", to });
      case "\\":
        return this.#reads(this.#escaped());
      case "*":
      case "+":
      case "?":
        throw new NotAPattern();
      default:
        return this.#reads((found) => found === character);
    }
  }

  #reads(accepts: (character: string) => boolean): Piece {
    return (to) => this.#add({ type: "read", accepts, to });
  }

  #escaped(): (character: string) => boolean {
    const letter = this.#take();
    const known = classes[letter];
    if (known !== undefined) return known;
    if (/[A-Za-z0-9]/.test(letter)) throw new NotAPattern();
    return (found) => found === letter;
  }

  #set(): (character: string) => boolean {
    const negated = this.#takes("^");
    const parts: ((character: string) => boolean)[] = [];
    while (parts.length === 0 || this.#here !== "]") parts.push(this.#setPart());
    this.#next++;
    return (found) => parts.some((part) => part(found)) !== negated;
  }

  #setPart(): (character: string) => boolean {
    const from = this.#take();
    if (from === "\\") return this.#escaped();
    if (this.#here !== "-" || this.#text[this.#next + 1] === "]") return (found) => found === from;
    this.#next++;
    const to = this.#take();
    if (to === "\\" || to < from) throw new NotAPattern();
    return (found) => found >= from && found <= to;
  }

  get #here(): string {
    return this.#text[this.#next] ?? "";
  }

  #rest(length: number): string {
    return this.#text.slice(this.#next, this.#next + length).join("");
  }

  #take(): string {
    const character = this.#text[this.#next++];
    if (character === undefined) throw new NotAPattern();
    return character;
  }

  #takes(character: string): boolean {
    const found = this.#here === character && this.#next < this.#text.length;
    if (found) this.#next++;
    return found;
  }
}

const classes: Readonly<Record<string, (character: string) => boolean>> = {
  d: (found) => /^\d$/.test(found),
  D: (found) => !/^\d$/.test(found),
  w: (found) => /^[A-Za-z0-9_]$/.test(found),
  W: (found) => !/^[A-Za-z0-9_]$/.test(found),
  s: (found) => /^\s$/.test(found),
  S: (found) => !/^\s$/.test(found),
  n: (found) => found === "\n",
  t: (found) => found === "\t",
};
