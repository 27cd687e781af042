import { momentOf } from "../figures/clock.ts";
import { Playback } from "../state/playbackContext.ts";
import { usePlayhead } from "../state/usePlayhead.ts";

export function Clock({ total }: { readonly total: string }) {
  return (
    <p className="clock">
      <time data-testid="clock">{momentOf(usePlayhead())}</time>
      <span> / {total}</span>
    </p>
  );
}

const speeds = [1, 10, 60, 600];

export function Speed() {
  const actor = Playback.useActorRef();
  const speed = Playback.useSelector(({ context }) => context.speed);
  return (
    <fieldset className="speed">
      <legend className="visuallyHidden">Speed: simulated seconds in a second</legend>
      {speeds.map((choice) => (
        <label key={choice}>
          <input
            type="radio"
            name="speed"
            className="visuallyHidden"
            checked={choice === speed}
            onChange={() => actor.send({ type: "speed.chosen", speed: choice })}
          />
          {choice}×
        </label>
      ))}
    </fieldset>
  );
}
