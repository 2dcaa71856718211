import { Link } from '@remix-run/react'
import { clsx } from 'clsx'
import { Info, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { sayCount } from '#core/say-count.ts'
import type { VideoCard as Card } from '#core/video.ts'
import type { ProjectCard } from '#db/projects.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button, ButtonLink } from '../components/button.tsx'
import type { UnfinishedUpload } from '../upload/unfinished-uploads.ts'
import type { UploadItem } from '../upload/upload-queue.ts'
import { CardMenu } from './card-menu.tsx'
import { Marks } from './marks.tsx'
import { personColour } from './person-colour.ts'
import { Poster } from './poster.tsx'
import { troubleOf, workState } from './say-work.ts'
import { type UploadActions, UploadOverlay } from './upload-overlay.tsx'
import type { VideoActions } from './use-video-actions.ts'
import { ghostOnPicture, Overlay, WorkOverlay } from './work-overlay.tsx'

/** A video: its picture, what is being done to it or what it needs, and what came of it. */
export const VideoCard = memo(function VideoCard({
  video,
  me,
  mayChange,
  projects,
  actions,
  upload,
  unfinished,
  uploadActions,
  showsProject,
}: {
  video: Card
  /** Who looks: their own colour is amber. */
  me: string
  mayChange: boolean
  projects: ProjectCard[]
  actions: VideoActions
  /** Its upload in this tab. */
  upload: UploadItem | null
  /** Its upload as this browser left it earlier. */
  unfinished: UnfinishedUpload | null
  uploadActions: UploadActions
  showsProject: boolean
}) {
  const isUploading = video.status === 'uploading'
  const work = workState({ ...video, canWatch: video.hasPoster })
  const trouble = troubleOf(video)
  // What is still coming is stopped, not put in the trash: half a file is of no use to anybody.
  const remove = () => {
    if (upload && isUploading) uploadActions.cancel(upload)
    else if (unfinished) uploadActions.giveUp(unfinished)
    else actions.remove(video)
  }
  const covered = isUploading || work !== null || trouble !== null
  return (
    <article
      aria-label={video.title}
      className="group/card -m-1 relative flex min-w-0 flex-col p-1 [contain-intrinsic-size:auto_220px] [content-visibility:auto]"
    >
      <div className="relative aspect-video rounded-3 outline-mark outline-offset-2 group-hover/card:outline-[2px] group-hover/card:outline-solid">
        <Poster video={video} dim={covered} />
        {!covered && <Marks marks={video.marks} durationMs={video.durationMs} />}
        {isUploading && (
          <UploadOverlay
            video={video}
            isMine={video.by.id === me}
            upload={upload}
            unfinished={unfinished}
            actions={uploadActions}
          />
        )}
        {work && <WorkOverlay state={work} name={video.title} />}
        {trouble && (
          <Overlay>
            <p className="font-semibold text-13">{trouble.title}</p>
            <p className="line-clamp-3 text-12">{trouble.say}</p>
            {mayChange && (
              <div className="relative z-10 mt-1 flex gap-2">
                {trouble.wayOn === 'retry' && (
                  <Button size="small" onClick={() => actions.retry(video)}>
                    Try again
                  </Button>
                )}
                {trouble.wayOn === 'words' && (
                  <ButtonLink to={`/videos/${video.id}?import=1`} size="small">
                    Import words
                  </ButtonLink>
                )}
                {trouble.wayOn === 'other-file' && (
                  <>
                    <Button size="small" onClick={uploadActions.chooseFiles}>
                      Choose another
                    </Button>
                    <Button look="ghost" size="small" className={ghostOnPicture} onClick={remove}>
                      Delete
                    </Button>
                  </>
                )}
              </div>
            )}
          </Overlay>
        )}
      </div>
      <div className="relative mt-2.5 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h3 className="truncate font-semibold text-13 text-1" title={video.title}>
            {isUploading ? (
              video.title
            ) : (
              <Link
                to={`/videos/${video.id}`}
                prefetch="intent"
                className="outline-none after:absolute after:inset-0.5 after:rounded-3 after:outline-focus after:outline-offset-2 focus-visible:after:outline-[2px] focus-visible:after:outline-solid"
              >
                {video.title}
              </Link>
            )}
          </h3>
          <p className="truncate text-12 text-3">
            <CardLine video={video} needsYou={trouble !== null} />
            {video.notes.map((note) => (
              <Info
                key={note}
                size={13}
                className="ml-1.5 inline align-[-2px]"
                role="img"
                aria-label={note}
              >
                <title>{note}</title>
              </Info>
            ))}
            {showsProject && (
              <>
                <span aria-hidden> · </span>
                {video.project.name}
              </>
            )}
          </p>
        </div>
        <Avatar
          name={video.by.name}
          colour={personColour(video.by.id, me)}
          size={20}
          className={clsx('mt-0.5', mayChange && underMenu)}
        />
        {mayChange && (
          <CardMenu video={video} projects={projects} actions={actions} onRemove={remove} />
        )}
      </div>
    </article>
  )
})

function CardLine({ video, needsYou }: { video: Card; needsYou: boolean }): ReactNode {
  const { marks, clipCount, status } = video
  if (needsYou) {
    return (
      <span className="text-warning">
        <TriangleAlert size={13} className="mr-1 inline align-[-2px]" aria-hidden />
        Needs you
      </span>
    )
  }
  if (status === 'uploading') return 'Uploading'
  if (status !== 'ready') return 'Working'
  const suggestions = sayCount(marks.length, 'suggestion')
  const parts = [
    clipCount > 0 && sayCount(clipCount, 'clip'),
    marks.length > 0 && suggestions,
  ].filter(Boolean)
  if (parts.length === 0) return 'No suggestions'
  return (
    <span className={clsx(clipCount > 0 && 'font-medium text-accent-text')}>
      {parts.join(', ')}
    </span>
  )
}

/** On a wide page the menu takes the avatar's place while it is wanted. */
const underMenu =
  'md:group-focus-within/card:invisible md:group-hover/card:invisible md:group-has-[[data-state=open]]/card:invisible'
