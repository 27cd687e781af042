/** The numbers under the pointer. */
export interface Readout {
  readonly time: string;
  readonly rows: readonly {
    readonly name: string;
    readonly value: string;
    /** Interval, number of requests, or nothing. */
    readonly detail: string;
    readonly kind: "stable" | "canary" | "plain";
  }[];
}

/** Beside the pointer, on the side where there is more room. */
export function ReadoutBox({ readout, x, width }: { readout: Readout; x: number; width: number }) {
  const side = x < width / 2 ? { left: x + 12 } : { right: width - x + 12 };
  return (
    <div className="figureReadout" style={side} aria-hidden="true">
      <p className="figureReadoutTime">{readout.time}</p>
      {readout.rows.map(({ name, value, detail, kind }) => (
        <p key={name}>
          <span className={`figureLabel-${kind}`}>
            {name} {value}
          </span>{" "}
          {detail}
        </p>
      ))}
    </div>
  );
}
