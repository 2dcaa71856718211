import type { UploadItem } from '../upload/upload-queue.ts'
import { SendingOverlay, type UploadActions } from './upload-overlay.tsx'

/** An upload the server has made no room for yet: it waits its turn, or was refused. */
export function UploadCard({ upload, actions }: { upload: UploadItem; actions: UploadActions }) {
  return (
    <article aria-label={upload.filename} className="flex min-w-0 flex-col">
      <div className="relative aspect-video rounded-3 bg-stage">
        <SendingOverlay upload={upload} actions={actions} />
      </div>
      <h3 className="mt-2.5 truncate font-semibold text-13 text-1">{upload.filename}</h3>
      <p className="text-12 text-3">Not in the library yet</p>
    </article>
  )
}
