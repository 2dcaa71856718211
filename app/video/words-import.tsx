import { FileText, Upload } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { WORD_FILES } from './import-words.ts'
import type { PageActions } from './use-page-actions.ts'
import type { WordsImport as Import } from './use-words-import.ts'
import type { VideoPage } from './video-page.ts'

/** What importing words puts on the page: the file chooser, a veil to drop on, and the warning. */
export function WordsImport({
  page,
  actions,
  words,
}: {
  page: VideoPage
  actions: PageActions
  words: Import
}) {
  return (
    <>
      <input
        ref={words.input}
        type="file"
        accept={WORD_FILES}
        aria-label="Transcript file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0]
          // The same file again must count as a choice.
          event.target.value = ''
          if (file) words.take(file)
        }}
      />
      {words.over && (
        <div
          aria-hidden
          className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-scrim p-6"
        >
          <div className="grid h-full max-h-72 w-full max-w-xl place-items-center rounded-4 border-[2px] border-mark border-dashed bg-panel font-semibold text-16 text-1">
            Drop SRT, VTT, JSON or text with the words
          </div>
        </div>
      )}
      <ReplaceWords page={page} actions={actions} words={words} />
    </>
  )
}

/** Before words that are there already are replaced: what changes, and what stays. */
function ReplaceWords({
  page: { clips },
  actions,
  words: { replacing, close, choose, replace },
}: {
  page: VideoPage
  actions: PageActions
  words: Import
}) {
  const file = replacing?.file ?? null
  const one = clips.length === 1
  return (
    <Dialog
      open={replacing !== null}
      onClose={close}
      title="Replace words"
      lead="The words of this video are replaced by those in your file. Its suggestions go, and are looked for again."
    >
      <p className="text-13 text-2">
        {clips.length === 0
          ? 'There are no clips yet, so nothing else changes.'
          : one
            ? 'The clip made so far keeps the words it was made from.'
            : `The ${clips.length} clips made so far keep the words they were made from.`}
      </p>
      {file && (
        <p className="flex items-center gap-2 text-13 text-1">
          <FileText size={16} aria-hidden className="shrink-0 text-3" />
          <span className="min-w-0 truncate">{file.name}</span>
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Cancel</Button>
        {file ? (
          <Button look="filled" busy={actions.importing} onClick={() => replace(file)}>
            Replace words
          </Button>
        ) : (
          <Button look="filled" icon={<Upload size={16} aria-hidden />} onClick={choose}>
            Choose SRT, VTT, JSON or text
          </Button>
        )}
      </div>
    </Dialog>
  )
}
