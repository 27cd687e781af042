import { useEffect, useRef, useState } from "react";

/** The value, but never newer than `every` wall milliseconds allow; 0 passes everything through. */
export function useThrottled<T>(value: T, every: number): T {
  const [shown, setShown] = useState(value);
  const changedAt = useRef(0);
  useEffect(() => {
    if (every === 0) return;
    const wait = Math.max(0, changedAt.current + every - performance.now());
    const timer = setTimeout(() => {
      changedAt.current = performance.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, every]);
  return every === 0 ? value : shown;
}
