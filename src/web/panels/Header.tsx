import "./Header.css";
import { Playback } from "../state/playbackContext.ts";
import { useEdit } from "../state/useOperator.ts";
import type { Theme } from "../state/useTheme.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { Icon } from "./Icon.tsx";
import type { Copy } from "./useNotices.ts";

interface HeaderProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onShortcuts: () => void;
  readonly onManifest: () => void;
  readonly onCopy: Copy;
}

export function Header({ theme, onTheme, onShortcuts, onManifest, onCopy }: HeaderProps) {
  const actor = Playback.useActorRef();
  const canUndo = Playback.useSelector(({ context }) => context.history.past.length > 0);
  const canRedo = Playback.useSelector(({ context }) => context.history.future.length > 0);
  const other: Theme = theme === "dark" ? "light" : "dark";
  return (
    <header className="header">
      <h1 className="logo">
        <Canary />
        Coalmine
      </h1>
      <Pickers onManifest={onManifest} />
      <span className="space" />
      <button
        type="button"
        className="button icon"
        aria-label="Undo"
        title="Undo (Ctrl Z)"
        disabled={!canUndo}
        onClick={() => actor.send({ type: "undo" })}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Redo"
        title="Redo (Shift Ctrl Z)"
        disabled={!canRedo}
        onClick={() => actor.send({ type: "redo" })}
      >
        <Icon name="redo" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={onShortcuts}
      >
        <Icon name="keyboard" />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label={`Use the ${other} theme`}
        title={`Use the ${other} theme`}
        onClick={() => onTheme(other)}
      >
        <Icon name={theme === "dark" ? "sun" : "moon"} />
      </button>
      <ExportMenu onCopy={onCopy} />
    </header>
  );
}

const ownManifest = "your manifest";

function Pickers({ onManifest }: { readonly onManifest: () => void }) {
  const catalogue = Playback.useSelector(({ context }) => context.catalogue);
  const document = Playback.useSelector(({ context }) => context.history.present);
  const shown = Playback.useSelector(({ context }) => context.shown?.introduction);
  const edit = useEdit();
  const policies = catalogue.find(({ slug }) => slug === document.slug)?.policies ?? shown?.policies ?? [];
  const policy = document.policy === "" ? (policies[0]?.name ?? "") : document.policy;
  return (
    <>
      <label className="pick scenarioPick">
        <small>Scenario</small>
        <select
          value={document.slug ?? ""}
          onChange={({ target }) => edit({ slug: target.value, policy: "", interventions: [], manifest: null })}
        >
          {document.slug === null && <option value="">A plain world</option>}
          {!catalogue.some(({ slug }) => slug === document.slug) && document.slug !== null && (
            <option value={document.slug}>{shown?.about.title ?? document.slug}</option>
          )}
          {catalogue.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="pick policyPick">
        <small>Policy</small>
        <select
          value={document.manifest === null ? policy : ownManifest}
          onChange={({ target }) => edit({ policy: target.value, interventions: [], manifest: null })}
        >
          {document.manifest !== null && <option value={ownManifest}>{document.manifest.label}</option>}
          {policies.map(({ name, label }) => (
            <option key={name} value={name}>
              {label === name ? name : `${name} (${label})`}
            </option>
          ))}
        </select>
        <small className="dialect">{shown?.dialectTitle}</small>
      </label>
      <button type="button" className="button" title="Use my manifest" onClick={onManifest}>
        <Icon name="file" size={14} /> <span className="label">Use my manifest</span>
      </button>
    </>
  );
}

function Canary() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path
        fill="var(--canary)"
        d="M20.8 5.2 18.6 5A4.6 4.6 0 0 0 10.4 7L3 15.4l-1.2 5 4.6-2.6A7.6 7.6 0 0 0 18.4 11l.3-2.6z"
      />
      <path fill="var(--canaryText)" d="m22.6 6.4-2.9-.3-.3 1.8z" />
      <circle cx="15.8" cy="5.9" r=".9" fill="var(--panel)" />
      <path stroke="var(--canary)" strokeWidth="1.5" strokeLinecap="round" d="M11.4 18v3M14.2 17.2v3.8" />
    </svg>
  );
}
