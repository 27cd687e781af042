import type { ServiceTime, World } from "../../core/model/index.ts";
import { percent, whole } from "../figures/numbers.ts";
import { Playback } from "../state/playbackContext.ts";
import { faultSentence, plural, serviceTimeSentence, spanOf } from "./sentences.ts";
import { TwinSwitch } from "./TwinSwitch.tsx";

/** What happens, whoever decides: traffic, the service, what is wrong, and what the metrics can see. */
export function WorldTab() {
  const world = Playback.useSelector(({ context }) => context.shown?.recording.scenario.world);
  if (world === undefined) return null;
  const { faults, version } = world.revisions.canary;
  return (
    <>
      <h3>What is wrong with {version}</h3>
      {faults.length === 0 && <p>Nothing: it is as healthy as {world.revisions.stable.version}.</p>}
      {faults.map((fault) => (
        <p key={JSON.stringify(fault)}>{faultSentence(fault, world)}</p>
      ))}
      <TwinSwitch />
      <Facts title="Traffic" rows={trafficOf(world)} />
      <Facts title={`Service ${world.service.name}`} rows={serviceOf(world)} />
      <Facts title="What the metrics can see" rows={metricsOf(world)} />
    </>
  );
}

type Rows = readonly (readonly [name: string, value: string])[];

function trafficOf(world: World): Rows {
  return [
    ["Requests", `${whole(world.requestsPerSecond)} a second`],
    ["Users", whole(world.users)],
    ...sessionOf(world),
    ["Length of the run", spanOf(world.horizon)],
  ];
}

function sessionOf({ session }: World): Rows {
  if (session === null) return [];
  const gap = session.gapMs < 1000 ? `${session.gapMs} ms` : spanOf(session.gapMs);
  return [["A session", `${plural(session.requests, "request")}, ${gap} apart on average`]];
}

function serviceOf({ service }: World): Rows {
  const { stable, canary } = service.instances;
  return [
    ["Instances", `${stable} stable, ${canary === "follow" ? "as many canary" : `${canary} canary`}`],
    ["At the same time", `${plural(service.workers, "request")} each, ${whole(service.queue)} may wait`],
    ["Service time", serviceTimeSentence(readable(service.latency))],
    ["Failures of any release", percent(service.errors * 100)],
    ["Ready after", spanOf(service.readyAfter)],
  ];
}

/** Samplers keep all their digits; nobody reads them. */
function readable(time: ServiceTime): ServiceTime {
  const meanMs = Number(time.meanMs.toPrecision(3));
  return time.kind === "lognormal" ? { ...time, meanMs, cv: Number(time.cv.toPrecision(2)) } : { ...time, meanMs };
}

function metricsOf({ observe }: World): Rows {
  const gaps = observe.missing.map(({ track, from, until }) => `${track} for ${spanOf(until - from)}`);
  return [
    ["Scraped every", spanOf(observe.scrape)],
    ["Arrive late by", observe.delay === 0 ? "nothing" : spanOf(observe.delay)],
    ["Missing", gaps.length === 0 ? "nothing" : gaps.join(", ")],
  ];
}

function Facts({ title, rows }: { readonly title: string; readonly rows: Rows }) {
  return (
    <section className="facts">
      <h3>{title}</h3>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
