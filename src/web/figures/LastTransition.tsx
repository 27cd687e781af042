import type { Position } from "./lifecyclePosition.ts";

/** `Progressing → Failed: failed checks reached threshold`. The arrow is drawn, since the page's face has none. */
export function LastTransition({ position }: { readonly position: Position }) {
  const { before, active, guard } = position;
  if (before === null) return <>No transition yet.</>;
  return (
    <>
      <b>
        {before} <span className="visuallyHidden">to</span>
        <svg className="lifecycleArrow" viewBox="0 0 14 8" width="14" height="8" aria-hidden="true">
          <path d="M0 4h12M9 1l3.5 3L9 7" />
        </svg>{" "}
        {active}
      </b>
      {guard !== "" && `: ${guard}`}
    </>
  );
}
