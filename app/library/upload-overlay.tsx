import { Pause, Play, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { VideoCard } from '#core/video.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { saySize } from '../say-size.ts'
import { sayLeft } from '../say-time.ts'
import type { UnfinishedUpload } from '../upload/unfinished-uploads.ts'
import type { UploadItem } from '../upload/upload-queue.ts'
import { ghostOnPicture, Overlay, OverlayLine } from './work-overlay.tsx'

export type UploadActions = {
  pause(key: string): void
  resume(key: string): void
  cancel(upload: UploadItem): void
  forget(key: string): void
  /** Opens the file chooser for the file this upload was of. */
  carryOn(unfinished: UnfinishedUpload): void
  giveUp(unfinished: UnfinishedUpload): void
  /** Opens the file chooser for new files. */
  chooseFiles(): void
}

/** An upload over its card: of this tab, of an earlier one, or of somebody else. */
export function UploadOverlay({
  video,
  isMine,
  upload,
  unfinished,
  actions,
}: {
  video: Pick<VideoCard, 'title' | 'by'>
  isMine: boolean
  upload: UploadItem | null
  unfinished: UnfinishedUpload | null
  actions: UploadActions
}) {
  if (upload) return <SendingOverlay upload={upload} actions={actions} />
  if (unfinished) {
    const percent = percentOf(unfinished.sent, unfinished.size)
    return (
      <Overlay>
        <p className="font-semibold text-13">Stopped at {percent}%</p>
        <ProgressBar
          on="picture"
          still
          percent={percent}
          label={`Upload of ${unfinished.filename}`}
        />
        <p className="line-clamp-2 text-12">
          Carry on: choose {unfinished.filename} again. Nothing is sent twice.
        </p>
        <div className="mt-1 flex gap-2">
          <Button size="small" onClick={() => actions.carryOn(unfinished)}>
            Carry on
          </Button>
          <Button
            look="ghost"
            size="small"
            className={ghostOnPicture}
            onClick={() => actions.giveUp(unfinished)}
          >
            Give up
          </Button>
        </div>
      </Overlay>
    )
  }
  return (
    <Overlay>
      <p className="font-semibold text-13">Uploading</p>
      <p className="text-12">
        {isMine
          ? 'From another window or browser of yours. Go on there, or delete it.'
          : `${video.by.name} is uploading this.`}
      </p>
    </Overlay>
  )
}

export function SendingOverlay({
  upload,
  actions,
}: {
  upload: UploadItem
  actions: UploadActions
}): ReactNode {
  const { key, state, filename, sent, size, speed, etaMs, say } = upload
  const percent = percentOf(sent, size)
  if (state === 'refused') {
    return (
      <Overlay>
        <p className="font-semibold text-13">Not uploaded</p>
        <p className="line-clamp-3 text-12">{say}</p>
        <div className="mt-1 flex gap-2">
          <Button size="small" onClick={actions.chooseFiles}>
            Choose another
          </Button>
          <Button
            look="ghost"
            size="small"
            className={ghostOnPicture}
            onClick={() => actions.forget(key)}
          >
            Dismiss
          </Button>
        </div>
      </Overlay>
    )
  }
  const line = {
    queued: 'Waits for the others',
    sending: sent >= size ? 'Looking at the file' : 'Uploading',
    paused: 'Paused',
    waiting: say ?? 'Waits for the server',
    done: 'Looking at the file',
  }[state]
  const pace =
    state === 'sending' && speed !== null && etaMs !== null
      ? `${saySize(speed)}/s, ${sayLeft(etaMs)} left`
      : undefined
  return (
    <>
      {state !== 'done' && (
        <div className="absolute top-1.5 right-1.5 z-10 flex gap-0.5 text-video-ink">
          {state === 'paused' ? (
            <IconButton
              label={`Go on with ${filename}`}
              className={ghostOnPicture}
              onClick={() => actions.resume(key)}
            >
              <Play size={16} aria-hidden />
            </IconButton>
          ) : (
            <IconButton
              label={`Pause ${filename}`}
              className={ghostOnPicture}
              onClick={() => actions.pause(key)}
            >
              <Pause size={16} aria-hidden />
            </IconButton>
          )}
          <IconButton
            label={`Cancel ${filename}`}
            className={ghostOnPicture}
            onClick={() => actions.cancel(upload)}
          >
            <X size={16} aria-hidden />
          </IconButton>
        </div>
      )}
      <Overlay>
        <p className="tabular font-semibold text-20">{percent}%</p>
        <ProgressBar
          on="picture"
          percent={percent}
          still={state === 'paused' || state === 'queued'}
          label={`Upload of ${filename}`}
        />
        {state === 'waiting' ? (
          <p className="line-clamp-2 text-12">{line}</p>
        ) : (
          <OverlayLine left={line} right={pace ?? saySize(size)} />
        )}
      </Overlay>
    </>
  )
}

/** Whole percent; the last one only when all of it is there. */
const percentOf = (sent: number, size: number) =>
  size === 0 ? 0 : sent >= size ? 100 : Math.min(99, Math.floor((sent / size) * 100))
