import { memo } from "react";

/** The same figure for those who read instead of look: a sentence of now, and a table of the checks. */
export interface Twin {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const TwinTable = memo(function TwinTable({ caption, columns, rows }: Twin) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...others], index) => (
          // Two checks may fall on one minute, so only the place tells rows apart; rows never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <tr key={index}>
            <th scope="row">{first}</th>
            {others.map((cell, place) => (
              <td key={columns[place + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

export function TextTwin({ sentence, table }: { sentence: string; table: Twin }) {
  return (
    <div className="visuallyHidden">
      <p>{sentence}</p>
      {/* Spread, so that the memo compares rows by identity: they are rebuilt only when a check is added. */}
      <TwinTable {...table} />
    </div>
  );
}
