import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, highlightActiveLine, lineNumbers } from "@codemirror/view";
import { minimalSetup } from "codemirror";
import { useEffect, useRef } from "react";
import type { Finding, Problem } from "../../core/model/index.ts";
import { manifestColours } from "./manifestColours.ts";

interface ManifestEditorProps {
  /** Where it starts; later changes of this prop are ignored. */
  readonly text: string;
  readonly marks: readonly (Problem | Finding)[];
  /** Where the cursor goes when this becomes another object; null leaves it alone. */
  readonly place: Place | null;
  readonly onChange: (text: string) => void;
}

type Place = Pick<Problem, "line" | "column">;

const typingPause = 300;

/** A YAML editor that marks lines. Loaded when it is first opened; Tab is left to the page. */
export function ManifestEditor({ text, marks, place, onChange }: ManifestEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  const first = useRef(text);
  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(() => {
    if (host.current === null) return;
    const typed = typing(() => changed.current(editor.state.doc.toString()));
    const follow = EditorView.updateListener.of(({ docChanged }) => docChanged && typed.later());
    const leave = EditorView.domEventHandlers({
      blur: () => typed.now(),
      // The page takes a dropped file as a whole; the editor would put its text between what is there.
      drop: ({ dataTransfer }) => (dataTransfer?.files.length ?? 0) > 0,
    });
    const name = EditorView.contentAttributes.of({ "aria-label": "Manifest", tabindex: "0" });
    const extensions = [
      minimalSetup,
      lineNumbers(),
      highlightActiveLine(),
      yaml(),
      lintGutter(),
      look,
      manifestColours,
      name,
      follow,
      leave,
    ];
    const editor = new EditorView({ doc: first.current, extensions, parent: host.current });
    view.current = editor;
    // All of it is selected, so that a paste takes its place.
    editor.dispatch({ selection: { anchor: editor.state.doc.length, head: 0 } });
    editor.focus();
    return () => {
      typed.now();
      editor.destroy();
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch(
      setDiagnostics(
        editor.state,
        marks.map((mark) => diagnosticOf(editor, mark)),
      ),
    );
  }, [marks]);
  useEffect(() => {
    if (view.current !== null && place !== null) goTo(view.current, place);
  }, [place]);
  return <div ref={host} style={{ height: "100%" }} />;
}

/** Calls back once typing pauses, or at once when asked to: what was typed in the last moment counts as well. */
function typing(changed: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    changed();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(now, typingPause);
  };
  return { now, later };
}

function goTo(editor: EditorView, place: Place): void {
  const { from } = rangeOf(editor, place);
  editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
  editor.focus();
}

/** From the place to the end of its line. Places are those of an older text while somebody types. */
function rangeOf({ state }: EditorView, { line: number, column }: Place): { from: number; to: number } {
  const line = state.doc.line(Math.min(Math.max(number, 1), state.doc.lines));
  return { from: Math.min(line.from + Math.max(column - 1, 0), line.to), to: line.to };
}

function diagnosticOf(editor: EditorView, mark: Problem | Finding): Diagnostic {
  return { ...rangeOf(editor, mark), severity: "level" in mark ? mark.level : "error", message: mark.message };
}

/** Colours come from the page's tokens, so both themes hold. */
const look = EditorView.theme({
  "&": { backgroundColor: "var(--panel)", color: "var(--ink)", fontSize: "12px" },
  ".cm-content, .cm-gutters": { fontFamily: "var(--mono)" },
  ".cm-content": { caretColor: "var(--ink)" },
  "&.cm-focused .cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--ink3)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--line2)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--stableTint)",
  },
  ".cm-tooltip": { backgroundColor: "var(--panel)", color: "var(--ink)", border: "1px solid var(--line)" },
});
