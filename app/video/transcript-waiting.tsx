import { Button } from '../components/button.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import type { VideoPage } from './video-page.ts'

/** In the transcript's place, while there are no words to show. */
export function TranscriptWaiting({
  page: { transcript, status },
  failed,
  onAgain,
}: {
  page: VideoPage
  failed: boolean
  onAgain(): void
}) {
  if (failed) {
    return (
      <div className="flex flex-col items-start gap-3 p-4">
        <p className="text-13 text-2">The words could not be loaded.</p>
        <Button size="small" onClick={onAgain}>
          Try again
        </Button>
      </div>
    )
  }
  if (!transcript) {
    return (
      <p className="p-4 text-13 text-3">
        {status === 'needs-words' || status === 'failed'
          ? 'No words yet.'
          : 'What is said appears here once it is transcribed.'}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-2.5 overflow-hidden p-4">
      <p className="sr-only">Loading the words</p>
      {[92, 98, 85, 40, 96, 90, 60, 94, 88].map((width) => (
        <div key={width} style={{ width: `${width}%` }}>
          <Skeleton className="h-4 light:bg-hover" />
        </div>
      ))}
    </div>
  )
}
