import "./ShadowLane.css";
import type { Millis } from "../../core/model/index.ts";
import type { ShadowLook } from "../../core/shadow.ts";
import { clockOf } from "../figures/clock.ts";
import { firstAct, type Shadow, wouldHave } from "../judges/shadow.ts";
import { Mark } from "../panels/Mark.tsx";
import { usePlayhead } from "../state/usePlayhead.ts";

interface ShadowLaneProps {
  readonly shadow: Shadow;
  readonly place: (from: Millis, until: Millis) => { readonly left: string };
}

/** A dot for each look of the shadow judge, and in words the first at which it would have acted. */
export function ShadowLane({ shadow, place }: ShadowLaneProps) {
  const looks = shadow.kind === "judged" ? shadow.looks : [];
  const first = firstAct(looks);
  const playhead = usePlayhead();
  return (
    <>
      <span className="laneName">Shadow</span>
      <div className="lane">
        {looks.map(
          (look) =>
            look.at <= playhead &&
            look !== first && <i key={look.at} className="look" style={place(look.at, look.at)} />,
        )}
        {first !== null && first.at <= playhead && <FirstAct look={first} place={place} />}
      </div>
    </>
  );
}

function FirstAct({ look, place }: { readonly look: ShadowLook; readonly place: ShadowLaneProps["place"] }) {
  const { left } = place(look.at, look.at);
  const late = Number.parseFloat(left) > 70;
  return (
    <span
      className={late ? "look acts leftward" : "look acts"}
      style={late ? { right: `calc(100% - ${left})` } : { left }}
    >
      <Mark kind={look.verdict === "fail" ? "fail" : "ended"} size={12} />
      {wouldHave[look.verdict]} at {clockOf(look.at)}
    </span>
  );
}
