import { useEffect, useState } from "react";

/**
 * True once it is this one's turn to be built, counted from when there is something to build: one figure a frame, so that opening the page is several
 * short tasks instead of a long one.
 */
export function useTurn(turn: number, begun: boolean): boolean {
  const [come, setCome] = useState(false);
  useEffect(() => {
    if (!begun) return;
    let left = turn;
    let frame = requestAnimationFrame(function next() {
      if (left-- > 0) frame = requestAnimationFrame(next);
      else setCome(true);
    });
    return () => cancelAnimationFrame(frame);
  }, [turn, begun]);
  return come;
}
