import { yaml } from "@codemirror/lang-yaml";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView, highlightActiveLine, lineNumbers } from "@codemirror/view";
import { minimalSetup } from "codemirror";
import { useEffect, useRef } from "react";
import type { Finding, Problem } from "../../core/model/index.ts";

interface ManifestEditorProps {
  /** Where it starts; later changes of this prop are ignored. */
  readonly text: string;
  readonly marks: readonly (Problem | Finding)[];
  readonly onChange: (text: string) => void;
}

const typingPause = 300;

/** A YAML editor that marks lines. Loaded when it is first opened; Tab is left to the page. */
export function ManifestEditor({ text, marks, onChange }: ManifestEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  const first = useRef(text);
  useEffect(() => {
    changed.current = onChange;
  });
  useEffect(() => {
    if (host.current === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        changed.current(update.state.doc.toString());
      }, typingPause);
    });
    const name = EditorView.contentAttributes.of({ "aria-label": "Manifest", tabindex: "0" });
    const extensions = [minimalSetup, lineNumbers(), highlightActiveLine(), yaml(), lintGutter(), look, name, follow];
    const editor = new EditorView({ doc: first.current, extensions, parent: host.current });
    view.current = editor;
    // All of it is selected, so that a paste takes its place.
    editor.dispatch({ selection: { anchor: editor.state.doc.length, head: 0 } });
    editor.focus();
    return () => {
      // What was typed in the last moment still counts.
      if (timer !== undefined) changed.current(editor.state.doc.toString());
      clearTimeout(timer);
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
  return <div ref={host} style={{ height: "100%" }} />;
}

function diagnosticOf({ state }: EditorView, mark: Problem | Finding): Diagnostic {
  const line = state.doc.line(Math.min(Math.max(mark.line, 1), state.doc.lines));
  const from = Math.min(line.from + Math.max(mark.column - 1, 0), line.to);
  return { from, to: Math.max(from, line.to), severity: "level" in mark ? mark.level : "error", message: mark.message };
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
