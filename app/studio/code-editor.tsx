import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { javascript } from '@codemirror/lang-javascript'
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useId, useRef } from 'react'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import type { StyleConnection } from '#collab/connect-style.ts'
import type { StyleFault } from '#core/written-style.ts'

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment], color: 'var(--text-2)', fontStyle: 'italic' },
  { tag: [tags.tagName, tags.typeName], color: 'var(--code-tag)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--code-name)' },
])

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: 'var(--text)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, monospace', lineHeight: '1.6' },
  '.cm-gutters': { background: 'transparent', border: 0, color: 'var(--text-3)' },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--hover)' },
  '.cm-content': { caretColor: 'var(--accent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '.cm-tooltip': {
    background: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line)',
    borderRadius: 'var(--r-2)',
    boxShadow: 'var(--e-2)',
    overflow: 'hidden',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
  '.cm-ySelectionInfo': {
    color: 'var(--p-ink)',
    fontFamily: 'inherit',
    borderRadius: 'var(--r-1)',
  },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'var(--accent-soft) !important',
  },
})

/** A style's source, written together. Faults stand at their lines. */
export function CodeEditor({
  connection,
  faults,
  readOnly,
}: {
  connection: StyleConnection
  faults: StyleFault[]
  readOnly: boolean
}) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const wayOut = useId()
  useEffect(() => {
    if (!place.current) return
    const { text, awareness, undo } = connection
    const editor = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          lineNumbers(),
          lintGutter(),
          highlightActiveLine(),
          bracketMatching(),
          indentOnInput(),
          javascript({ jsx: true, typescript: true }),
          syntaxHighlighting(colours),
          keymap.of([...yUndoManagerKeymap, ...defaultKeymap, indentWithTab]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': 'Source of the style',
            ...(!readOnly && { 'aria-describedby': wayOut }),
          }),
          EditorState.readOnly.of(readOnly),
          yCollab(text, awareness, { undoManager: undo }),
          look,
        ],
      }),
    })
    view.current = editor
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [connection, readOnly, wayOut])
  useEffect(() => {
    const editor = view.current
    if (!editor) return
    const { doc } = editor.state
    const marks = faults.flatMap(({ say, line }): Diagnostic[] => {
      if (line === null || line > doc.lines) return []
      const { from, to } = doc.line(line)
      return [{ from, to, severity: 'error', message: say }]
    })
    editor.dispatch(setDiagnostics(editor.state, marks))
  }, [faults])
  return (
    <div className="flex h-full min-h-0 flex-col bg-bg">
      <div ref={place} className="min-h-0 flex-1 overflow-auto" />
      {!readOnly && (
        <p id={wayOut} className="border-line border-t px-3 py-1 text-12 text-3">
          Esc, then Tab leaves the code.
        </p>
      )}
    </div>
  )
}
