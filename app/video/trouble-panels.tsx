import { CaptionsOff, FileX2, Info, Upload } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { troubleOf } from '../library/say-work.ts'
import type { PageActions } from './use-page-actions.ts'
import type { VideoPage } from './video-page.ts'

/** What the file lacks, said once. */
export function Notes({ notes }: { notes: string[] }) {
  return notes.map((note) => (
    <p
      key={note}
      className="mt-3 flex items-start gap-2.5 rounded-3 bg-panel px-3 py-2.5 text-13 text-2 light:shadow-e1"
    >
      <Info size={16} aria-hidden className="mt-0.5 shrink-0 text-info" />
      {note}
    </p>
  ))
}

/** There are no words, and why; they can be brought. */
export function NeedsWords({
  page,
  actions,
  onImport,
  asked,
}: {
  page: VideoPage
  actions: PageActions
  onImport(): void
  /** Whether somebody came here to import. */
  asked: boolean
}) {
  const { title, say, canRetry, engine, canStart = false } = lackOf(page)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (asked) button.current?.focus()
  }, [asked])
  return (
    <div className="flex flex-col items-center pt-6 pb-10">
      <EmptyState
        icon={<CaptionsOff size={32} strokeWidth={1.5} aria-hidden />}
        title={title}
        className="pb-3"
        actions={
          page.mayChange && (
            <>
              <Button
                ref={button}
                look="filled"
                busy={actions.importing}
                icon={<Upload size={16} aria-hidden />}
                onClick={onImport}
              >
                Import SRT, VTT, JSON or text
              </Button>
              {canStart && (
                <Button busy={actions.transcribing} onClick={actions.transcribe}>
                  Transcribe
                </Button>
              )}
              {canRetry && (
                <Button busy={actions.retrying} onClick={actions.retry}>
                  Try again
                </Button>
              )}
            </>
          )
        }
      >
        {say}
      </EmptyState>
      {page.mayChange && (
        <p className="text-12 text-3">You can also drop the file anywhere on this page.</p>
      )}
      {engine && page.mayChange && (
        <details className="mt-5 max-w-[46ch] text-12 text-2">
          <summary className="mx-auto w-fit rounded-1 p-1 font-medium hover:text-1">
            Set up an engine
          </summary>
          <p className="mt-2">
            Start Cliproom with <code className="text-1">TRANSCRIBE_ENGINE=local</code> to hear on
            this machine, without a key, or with <code className="text-1">TRANSCRIBE_BASE_URL</code>{' '}
            set to the address of a speech server that speaks like OpenAI’s. Videos that come after
            that are transcribed.
          </p>
        </details>
      )}
    </div>
  )
}

function lackOf({ errorCode, errorMessage, hasAudio }: VideoPage) {
  if (!hasAudio) {
    return {
      title: 'No words yet',
      say: 'This video has no sound to hear words in. If you have its words in a file, import them.',
      canRetry: false,
      engine: false,
    }
  }
  if (errorCode === null || errorCode === 'speech.no-engine') {
    return {
      title: 'No speech engine is set up',
      say: 'You can watch, cut and export. To edit by words, import SRT or VTT, or set an engine up. Nothing is ever made up.',
      canRetry: false,
      engine: true,
    }
  }
  if (errorCode === 'speech.ask-first') {
    return {
      title: 'Transcribing waits for you',
      say: errorMessage ?? 'It costs money, so it waits until somebody starts it.',
      canRetry: false,
      engine: false,
      canStart: true,
    }
  }
  return {
    title: errorCode === 'job.cancelled' ? 'Stopped' : 'No words yet',
    say:
      errorCode === 'job.cancelled'
        ? 'Transcribing was stopped. It can go on, or you can import the words.'
        : // It was said while trying went on; now it is over.
          (errorMessage?.replace(/ Trying again\.$/, '') ?? 'Transcribing stopped before its end.'),
    canRetry: errorCode !== 'speech.no-speech',
    engine: false,
  }
}

/** Work stopped: why, and the way on. */
export function FailedPanel({ page, actions }: { page: VideoPage; actions: PageActions }) {
  const trouble = troubleOf(page)
  if (!trouble) return null
  const { title, say, wayOn } = trouble
  return (
    <EmptyState
      icon={<FileX2 size={32} strokeWidth={1.5} aria-hidden className="text-danger" />}
      title={title}
      className="py-16"
      actions={
        page.mayChange && (
          <>
            {wayOn === 'retry' ? (
              <Button look="filled" busy={actions.retrying} onClick={actions.retry}>
                Try again
              </Button>
            ) : (
              <ButtonLink look="filled" to={`/projects/${page.project.id}`}>
                Choose another file
              </ButtonLink>
            )}
            <Button onClick={() => actions.remove()}>Delete</Button>
          </>
        )
      }
    >
      <p>{say}</p>
      <p className="mt-1 text-12 text-3">
        {page.filename}
        {page.errorCode && `. Details for your admin: ${page.errorCode}`}
      </p>
    </EmptyState>
  )
}

/** In the player's place, before there is anything to play. */
export function NoPlayerYet({ page }: { page: VideoPage }): ReactNode {
  if (page.status === 'failed') return <p className="text-13 text-video-ink/70">Nothing to play</p>
  return (
    <p className="text-13 text-video-ink/70">
      {page.status === 'uploading'
        ? 'The player comes once the file is here'
        : 'The player comes in a moment'}
    </p>
  )
}
