import { Playback } from "../state/playbackContext.ts";
import { FindingList } from "./FindingList.tsx";
import { Icon } from "./Icon.tsx";

/** How it is decided: the policy in sentences, what its users trip over, and the manifest itself. */
export function PolicyTab({ onEditManifest }: { readonly onEditManifest: () => void }) {
  const run = Playback.useSelector(({ context }) => context.shown);
  if (run === null) return null;
  const { introduction, document } = run;
  const { policy } = introduction.scenario;
  const name = document.manifest === null && introduction.policyName !== "" ? introduction.policyName : policy.label;
  return (
    <>
      <h3>
        {name}{" "}
        <small>
          {name === policy.label ? "" : `${policy.label}, `}
          {introduction.dialectTitle}
        </small>
      </h3>
      <ul className="sentences">
        {introduction.describe.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <button type="button" className="button wide" onClick={onEditManifest}>
        <Icon name="file" /> Use my manifest
      </button>
      {introduction.findings.length > 0 && (
        <section aria-label="Findings">
          <h3>Worth knowing</h3>
          <FindingList findings={introduction.findings} onGo={null} />
        </section>
      )}
      <details className="source">
        <summary>The manifest</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be reachable by keyboard */}
        <pre tabIndex={0}>{policy.source}</pre>
      </details>
    </>
  );
}
