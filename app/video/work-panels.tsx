import { Button } from '../components/button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { STAGES, type WorkState, workState } from '../library/say-work.ts'
import { sayLeft } from '../say-time.ts'
import { uploads, useUploads } from '../upload/uploads.ts'
import { StopWork } from './stop-work.tsx'
import type { VideoPage } from './video-page.ts'

/** Work under way: how far it is, how long it still takes, what can be done meanwhile. */
export function WorkPanel({ page }: { page: VideoPage }) {
  const state = workState({ ...page, canWatch: page.media.proxy !== null })
  if (!state) return null
  const { title, percent, stage, etaMs } = state
  const { work } = page
  const mayStop = page.mayChange && (work?.status === 'pending' || work?.status === 'running')
  return (
    <section
      aria-label="Progress"
      className="mt-3 flex flex-col gap-2 rounded-3 bg-panel p-4 light:shadow-e1"
    >
      <div className="flex items-baseline gap-3">
        <h2 className="font-semibold text-15 text-1">{title}</h2>
        <p className="text-12 text-3">
          Step {stage + 1} of {STAGES}
        </p>
        <p className="tabular ml-auto text-12 text-2">
          {[percent === null ? [] : `${percent}%`, etaMs ? `${sayLeft(etaMs)} left` : []]
            .flat()
            .join(', ')}
        </p>
      </div>
      <ProgressBar percent={percent} label={title} />
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-13 text-2">{meanwhile(page, state)}</p>
        {mayStop && (
          <StopWork videoId={page.id} jobId={work.id} label={`Stop: ${title.toLowerCase()}`} />
        )}
      </div>
    </section>
  )
}

function meanwhile(
  { work, media, transcript, isSample }: VideoPage,
  { percent, stage }: WorkState,
): string {
  if (percent === null) return 'Waits its turn.'
  const step = work?.step ? `${work.step}. ` : ''
  if (isSample && stage === 0) return `${step}It is made once, on this machine.`
  if (transcript) return `${step}You can already watch and read.`
  return media.proxy ? `${step}You can already watch.` : step
}

/** The shape of the cards to come. */
export function CardSkeletons() {
  return (
    <div
      aria-hidden
      className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(min(100%,460px),1fr))] gap-3"
    >
      {[0, 1, 2, 3].map((i) => (
        <div
          key={i}
          className="flex h-[212px] gap-3 overflow-hidden rounded-3 bg-panel light:shadow-e1"
        >
          <Skeleton className="light:bg-hover h-full w-[118px] rounded-none max-lg:w-20" />
          <div className="flex flex-1 flex-col gap-2.5 py-3 pr-3">
            <Skeleton className="light:bg-hover h-5 w-3/5" />
            <Skeleton className="light:bg-hover h-4 w-1/5" />
            <Skeleton className="light:bg-hover mt-2 h-4 w-full" />
            <Skeleton className="light:bg-hover h-4 w-4/5" />
          </div>
        </div>
      ))}
    </div>
  )
}

/** The file is on its way, from this window or another. */
export function UploadPanel({ page }: { page: VideoPage }) {
  const item = useUploads().find(({ videoId }) => videoId === page.id)
  const percent = item ? Math.floor((item.sent / Math.max(1, item.size)) * 100) : null
  const paused = item?.state === 'paused'
  return (
    <section
      aria-label="Progress"
      className="mt-3 flex flex-col gap-2 rounded-3 bg-panel p-4 light:shadow-e1"
    >
      <div className="flex items-center gap-3">
        <h2 className="font-semibold text-15 text-1">{paused ? 'Paused' : 'Uploading'}</h2>
        <p className="tabular ml-auto text-12 text-2">
          {[
            percent === null ? [] : `${percent}%`,
            item?.etaMs && !paused ? `${sayLeft(item.etaMs)} left` : [],
          ]
            .flat()
            .join(', ')}
        </p>
        {item && (
          <Button
            size="small"
            onClick={() => (paused ? uploads().resume(item.key) : uploads().pause(item.key))}
          >
            {paused ? 'Go on' : 'Pause'}
          </Button>
        )}
      </div>
      {item && <ProgressBar percent={percent} label="Uploading" still={paused} />}
      <p className="text-13 text-2">
        {item?.say ??
          (item
            ? 'Uploads carry on after a lost connection.'
            : 'It comes from another window or device. If it was stopped there, go on from the library.')}
      </p>
    </section>
  )
}
