import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";

/** A policy is only as good as what it does to a release that is fine. */
export function TwinSwitch() {
  const twin = Playback.useSelector(({ context }) => context.history.present.twin);
  const edit = useEdit();
  return (
    <label className="switch">
      <input type="checkbox" role="switch" aria-checked={twin} checked={twin} onChange={() => edit({ twin: !twin })} />
      <span>
        Healthy twin <small>same world, healthy release</small>
      </span>
    </label>
  );
}
