import "./HarmTab.css";
import type { Recording, SegmentHarm } from "../../core/model/index.ts";
import { blastRadius, budgetSpent, objective } from "../../core/recording/index.ts";
import { momentOf } from "../figures/clock.ts";
import { percent, whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import { usePlayhead } from "../state/usePlayhead.ts";

/** The blast radius: who paid for the release so far, how badly, and which users they were. */
export function HarmTab() {
  const recording = Playback.useSelector(({ context }) => context.shown?.recording ?? null);
  const playhead = usePlayhead();
  if (recording === null) return null;
  const { users } = recording.scenario.world;
  const harm = blastRadius(recording, playhead);
  const known = recording.resolution.name === "requests";
  const requests = harm.harmful.stable + harm.harmful.canary;
  return (
    <>
      <section className="facts harmFacts">
        <h3>
          Blast radius <small>until {momentOf(playhead)}</small>
        </h3>
        <dl>
          <Fact name="Users harmed" value={whole(harm.usersHarmed)} rest={`of ${whole(users)}`} />
          <Fact name="Three times or more" value={known ? whole(harm.usersHarmedThrice) : "not known"} />
          <Fact name="Met the canary" value={whole(harm.usersExposed)} rest={`of ${whole(users)}`} />
          {harm.wrong > 0 && (
            <Fact name="Got wrong answers" value={whole(harm.usersMisled)} rest={`in ${whole(harm.wrong)} requests`} />
          )}
          <Fact name="Requests failed by it" value={whole(requests)} />
          <Fact name="Of these by stable" value={whole(harm.harmful.stable)} />
          <Fact
            name={`Error budget, ${Number((100 * objective.success).toFixed(2))}% over ${objective.days} days`}
            value={percent(100 * budgetSpent(recording, harm))}
            rest="spent"
          />
        </dl>
      </section>
      <p className="hint">
        Harm is what the release adds: failures that its healthy twin would have had too are left out.
      </p>
      <Segments recording={recording} />
    </>
  );
}

function Fact({ name, value, rest = "" }: { readonly name: string; readonly value: string; readonly rest?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> {rest}
      </dd>
    </div>
  );
}

/** Only where the world tells its users apart; by the end of the run, since only then each user's fate is known. */
function Segments({ recording }: { readonly recording: Recording }) {
  const { segments } = recording.scenario.world;
  if (segments.length === 0) return null;
  if (!recording.complete) return <p>By segment: known once the run is complete.</p>;
  if (recording.harmBySegment.length === 0)
    return <p>By segment: not known at the counts resolution, which follows no single users.</p>;
  return segments.map(({ name }) => (
    <SegmentTable key={name} name={name} rows={recording.harmBySegment.filter(({ segment }) => segment === name)} />
  ));
}

function SegmentTable({ name, rows }: { readonly name: string; readonly rows: readonly SegmentHarm[] }) {
  const most = Math.max(...rows.map(shareOf));
  return (
    <table className="segments">
      <caption>
        Harmed by {name} <small>by the end of the run</small>
      </caption>
      <thead className="visuallyHidden">
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">Share harmed</th>
          <th scope="col">Users</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value}>
            <th scope="row">{row.value}</th>
            <td>
              <span className="segmentBar" aria-hidden="true">
                <i style={{ width: `${most === 0 ? 0 : (100 * shareOf(row)) / most}%` }} />
              </span>
              {percent(100 * shareOf(row))}
            </td>
            <td>
              {whole(row.usersHarmed)} of {whole(row.users)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shareOf = ({ users, usersHarmed }: SegmentHarm): number => (users === 0 ? 0 : usersHarmed / users);
