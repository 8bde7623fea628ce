import { autocompletion, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewline } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { PromQLExtension } from '@prometheus-io/codemirror-promql';
import { useEffect, useRef } from 'react';

import classes from './ExplorePage.module.css';

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--series-2)' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.variableName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.labelName], color: 'var(--series-3)' },
  { tag: [tags.number, tags.unit], color: 'var(--series-6)' },
]);

interface PromqlEditorProps {
  value: string;
  onChange: (text: string) => void;
  onRun: (text: string) => void;
}

/** PromQL with completion from the server's own names, and errors under the word while typing. */
export default function PromqlEditor({ value, onChange, onRun }: PromqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const events = useRef({ value, onChange, onRun });
  useEffect(() => {
    events.current = { value, onChange, onRun };
  });

  useEffect(() => {
    if (host.current === null) {
      return undefined;
    }
    const promql = new PromQLExtension().setComplete({ remote: { url: '' } });
    const run = (): boolean => {
      events.current.onRun(view.current?.state.doc.toString() ?? '');
      return true;
    };
    const built = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: events.current.value,
        extensions: [
          history(), bracketMatching(), closeBrackets(), autocompletion(), syntaxHighlighting(highlight), EditorView.lineWrapping,
          promql.asExtension(), linter(null), placeholder('PromQL, for example ml_data_drift_score > 0.15'),
          EditorView.contentAttributes.of({ 'aria-label': 'PromQL expression' }),
          // In this order Enter takes a completion when one is offered, and else runs; Shift-Enter makes a line.
          keymap.of([...completionKeymap, { key: 'Enter', run, shift: insertNewline }, ...historyKeymap, ...defaultKeymap]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) {
              events.current.onChange(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
    view.current = built;
    return () => {
      built.destroy();
      view.current = null;
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor !== null && editor.state.doc.toString() !== value) {
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
    }
  }, [value]);

  return <div ref={host} className={classes.editor} />;
}
