import { Icon } from "../panels/Icon.tsx";
import { Playback } from "../state/playbackContext.ts";

export function Transport() {
  const actor = Playback.useActorRef();
  const playing = Playback.useSelector((snapshot) => snapshot.matches({ clock: "playing" }));
  return (
    <div className="transport">
      <button
        type="button"
        className="button icon"
        aria-label="Previous decision"
        title="Previous decision (,)"
        aria-keyshortcuts=","
        onClick={() => actor.send({ type: "stepped", direction: -1 })}
      >
        <Icon name="previous" />
      </button>
      <button
        type="button"
        className="playButton"
        aria-label={playing ? "Pause" : "Play"}
        title={playing ? "Pause (Space)" : "Play (Space)"}
        onClick={() => actor.send({ type: "toggled" })}
      >
        <Icon name={playing ? "pause" : "play"} size={18} />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Next decision"
        title="Next decision (.)"
        aria-keyshortcuts="."
        onClick={() => actor.send({ type: "stepped", direction: 1 })}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}
