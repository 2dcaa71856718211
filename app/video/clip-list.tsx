import { Link } from '@remix-run/react'
import { clsx } from 'clsx'
import { Avatar } from '../components/avatar.tsx'
import { personColour } from '../library/person-colour.ts'
import { sayClock, sayLength } from '../say-time.ts'
import { MomentPicture } from './moment-picture.tsx'
import { TranslateClips } from './translate-clips.tsx'
import type { VideoPage } from './video-page.ts'

type Clip = VideoPage['clips'][number]

const statuses: Record<Clip['status'], { name: string; ink: string }> = {
  draft: { name: 'Draft', ink: 'text-2' },
  rendering: { name: 'Exporting', ink: 'text-info' },
  ready: { name: 'Exported', ink: 'text-success' },
  failed: { name: 'Export failed', ink: 'text-danger' },
}

/** The clips made from this video, in the order they were begun. */
export function ClipList({ page, me }: { page: VideoPage; me: string }) {
  const { clips, media } = page
  return (
    <section aria-label="Clips" id="clips" tabIndex={-1} className="scroll-mt-2">
      <div className="flex min-h-14 items-center gap-6">
        <h2 className="mr-auto shrink-0 font-semibold text-16 text-1">
          {clips.length === 0 ? 'Clips' : clips.length === 1 ? '1 clip' : `${clips.length} clips`}
        </h2>
        {page.mayChange && clips.length > 0 && <TranslateClips page={page} />}
      </div>
      {clips.length === 0 ? (
        <p className="text-13 text-2">
          {page.mayChange
            ? 'None yet. Accept a suggestion, or select words and make a clip of them.'
            : 'None yet.'}
        </p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,300px),1fr))] gap-2">
          {clips.map((clip, i) => (
            <li key={clip.id}>
              <Link
                to={`/clips/${clip.id}`}
                className="flex h-14 items-center gap-3 overflow-hidden rounded-3 bg-panel pr-3 transition-colors duration-press hover:bg-hover light:shadow-e1"
              >
                <span className="relative h-full w-10 shrink-0 overflow-hidden bg-stage">
                  <MomentPicture media={media} at={clip.from} />
                </span>
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-semibold text-13 text-1">
                    <span className="font-normal text-3">{i + 1} </span>
                    {clip.title}
                  </span>
                  <span className="tabular block truncate text-12 text-3">
                    {sayClock(clip.from)}, {sayLength(clip.durationMs ?? clip.to - clip.from)},{' '}
                    <span className={clsx('font-medium', statuses[clip.status].ink)}>
                      {statuses[clip.status].name}
                    </span>
                  </span>
                </span>
                <Avatar
                  name={clip.by.name}
                  colour={personColour(clip.by.id, me)}
                  size={24}
                  className="shrink-0"
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
