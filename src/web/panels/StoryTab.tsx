import type { Incident } from "../../core/scenario/index.ts";
import { whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import { Interventions } from "./Interventions.tsx";
import { SeedField } from "./SeedField.tsx";
import { faultSentence } from "./sentences.ts";
import { TwinSwitch } from "./TwinSwitch.tsx";

export function StoryTab() {
  const about = Playback.useSelector(({ context }) => context.shown?.introduction.about);
  if (about === undefined) return null;
  return (
    <>
      <h3 className="storyTitle">{about.title}</h3>
      {about.story
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      {about.notice !== "" && (
        <p className="notice">
          <b>Notice</b> {about.notice}
        </p>
      )}
      <Release />
      <TwinSwitch />
      <SeedField />
      <Interventions />
      {about.incident !== null && <Kin incident={about.incident} />}
    </>
  );
}

/** What is wrong, in a sentence. */
function Release() {
  const world = Playback.useSelector(({ context }) => context.shown?.recording.scenario.world);
  if (world === undefined) return null;
  const { faults, version } = world.revisions.canary;
  const says =
    faults.length === 0
      ? `${version} is as healthy as ${world.revisions.stable.version}.`
      : faults.map((fault) => faultSentence(fault, world)).join(" ");
  return (
    <section className="release">
      <h3>The release</h3>
      <p>
        {says} {whole(world.requestsPerSecond)} requests a second come from {whole(world.users)} users.
      </p>
    </section>
  );
}

function Kin({ incident }: { readonly incident: Incident }) {
  return (
    <p className="kin">
      Happened for real:{" "}
      <a href={incident.url} rel="noreferrer">
        {incident.title}
      </a>{" "}
      ({incident.publisher}, {incident.date})
    </p>
  );
}
