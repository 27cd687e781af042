import { Dialog } from "./Dialog.tsx";

const rows: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Space"], "Play or pause"],
  [[",", "."], "One decision back or forward"],
  [["Home", "End"], "To the beginning or the end"],
  [["Left", "Right"], "On the scrubber: 10 seconds, with Shift a minute"],
  [["P"], "Promote"],
  [["H"], "Hold, or resume"],
  [["R"], "Roll back"],
  [["Ctrl Z"], "Undo"],
  [["Shift Ctrl Z"], "Redo"],
  [["M"], "Read the numbers of the moment"],
  [["Tab"], "Leave the manifest editor"],
  [["?"], "This sheet"],
];

interface ShortcutSheetProps {
  readonly enabled: boolean;
  readonly onEnabled: (enabled: boolean) => void;
  readonly onClose: () => void;
}

export function ShortcutSheet({ enabled, onEnabled, onClose }: ShortcutSheetProps) {
  return (
    <Dialog title="Keyboard shortcuts" kind="window" onClose={onClose}>
      <div className="dialogBody">
        <dl className="shortcuts">
          {rows.map(([keys, does]) => (
            <div key={does}>
              <dt>{does}</dt>
              <dd>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <p className="hint">
          Promote, hold and roll back act at the playhead, and the run is simulated again from the same seed. Where a
          scenario brings an operator of its own, that operator is heard until your first act. On the command line the
          first act that is given replaces all of the scenario's.
        </p>
        <p className="hint">
          The Judge tab lets a statistical judge look on: the decision log and the timeline say at every check what it
          would have decided, and nothing changes by it. There you can also work out how often that judge rolls back a
          healthy release, and a bad one, at the traffic of this run. The Harm tab says whom the release harmed.
        </p>
        <label className="switch">
          <input
            type="checkbox"
            role="switch"
            aria-checked={enabled}
            checked={enabled}
            onChange={() => onEnabled(!enabled)}
          />
          <span>
            Single-key shortcuts <small>turn them off if they get in the way of your own tools</small>
          </span>
        </label>
      </div>
    </Dialog>
  );
}
