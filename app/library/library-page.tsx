import { Link } from '@remix-run/react'
import { SearchX, Trash2, Upload } from 'lucide-react'
import type { VideoCard as VideoCardData } from '#core/video.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { DropOverlay, DropStrip } from './drop-strip.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FirstLibrary } from './first-library.tsx'
import type { LibraryData } from './library-data.ts'
import { LibraryShell } from './library-shell.tsx'
import { MachinePanel } from './machine-panel.tsx'
import { useProjectActions } from './project-controls.tsx'
import { SaidResults } from './said-results.tsx'
import { SearchField } from './search-field.tsx'
import { UploadCard } from './upload-card.tsx'
import { useFileDrop } from './use-file-drop.ts'
import { useLibrary } from './use-library.ts'
import { useLiveCards } from './use-live-cards.ts'
import { useUploading } from './use-uploading.ts'
import { useVideoActions } from './use-video-actions.ts'
import { VideoCard } from './video-card.tsx'
import { GridSkeleton, VideoGrid } from './video-grid.tsx'

/** The library, or one project of it. */
export function LibraryPage({ data }: { data: LibraryData }) {
  const { user, mayChange, project } = data
  const library = useLibrary(data)
  const { asked, videos, counts, said, projects, list } = library
  const actions = useVideoActions()
  const projectActions = useProjectActions()
  const uploading = useUploading(data.uploadsTo?.id ?? null)
  const over = useFileDrop(uploading.add, mayChange)
  useLiveCards()

  const title = project?.name ?? 'Library'
  const searching = asked.typed.trim() !== ''
  // An upload whose video the list shows is drawn on that card.
  const loose = uploading.items.filter(
    ({ state, videoId, projectId }) =>
      state !== 'done' &&
      !videos.some(({ id }) => id === videoId) &&
      !searching &&
      (asked.filter === 'all' || (asked.filter === 'working' && state !== 'refused')) &&
      (!project || projectId === project.id),
  )
  // What is being sent stands before what waits its turn; the list has it near the top anyway.
  const isSending = ({ id, status }: VideoCardData) =>
    status === 'uploading' && uploading.items.some(({ videoId }) => videoId === id)
  const sample = videos.find(({ isSample }) => isSample) ?? null
  const isFirst =
    data.machine !== null &&
    !searching &&
    asked.filter === 'all' &&
    loose.length === 0 &&
    videos.every(({ isSample }) => isSample) &&
    !list.hasNextPage
  const card = (video: VideoCardData) => (
    <VideoCard
      key={video.id}
      video={video}
      me={user.id}
      mayChange={mayChange}
      projects={projects}
      actions={actions}
      upload={uploading.items.find(({ videoId }) => videoId === video.id) ?? null}
      unfinished={uploading.unfinished.find(({ videoId }) => videoId === video.id) ?? null}
      uploadActions={uploading.actions}
      showsProject={!project && projects.length > 1}
    />
  )
  const nothing = list.isSuccess && videos.length === 0 && loose.length === 0

  return (
    <LibraryShell
      user={user}
      workspaceName={data.workspaceName}
      mayChange={mayChange}
      projects={projects}
      total={library.total}
      actions={projectActions}
    >
      <input
        ref={uploading.chooser}
        type="file"
        multiple
        hidden
        data-testid="file-chooser"
        onChange={(event) => uploading.add([...(event.target.files ?? [])])}
      />
      <div className="flex max-xl:flex-col">
        <div className="flex min-w-0 flex-1 flex-col gap-4 p-4 md:gap-[18px] md:px-7 md:py-[18px]">
          <header className="flex flex-wrap items-center gap-x-2 gap-y-3">
            <h1 className="mr-auto min-w-0 truncate font-semibold text-26 text-1 tracking-[-0.01em]">
              {title}
            </h1>
            <Link
              to="/trash"
              aria-label="Trash"
              className="grid size-11 shrink-0 place-items-center rounded-2 text-2 hover:bg-hover hover:text-1 md:hidden"
            >
              <Trash2 size={18} aria-hidden />
            </Link>
            {!isFirst && (
              <div className="flex gap-2 max-md:order-last max-md:w-full">
                <SearchField
                  value={library.typing}
                  busy={list.isPlaceholderData || (said?.isFetching ?? false)}
                  onChange={library.setTyping}
                />
              </div>
            )}
            {mayChange && !isFirst && (
              <Button
                look="filled"
                icon={<Upload size={16} aria-hidden />}
                className="max-md:h-10"
                onClick={uploading.actions.chooseFiles}
              >
                Upload video
              </Button>
            )}
          </header>
          {isFirst && (
            <FirstLibrary
              onChoose={uploading.actions.chooseFiles}
              sampleId={sample?.id ?? null}
              sample={sample && card(sample)}
            />
          )}
          {!isFirst && (
            <>
              {mayChange && <DropStrip />}
              <FilterBar
                filter={asked.filter}
                counts={counts}
                projects={projects}
                project={project}
                onFilter={(filter) => library.ask({ filter })}
              />
            </>
          )}
          {list.isPending && <GridSkeleton />}
          {!isFirst && (videos.length > 0 || loose.length > 0) && (
            <VideoGrid
              label="Videos"
              more={
                list.hasNextPage
                  ? { loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }
                  : null
              }
            >
              {videos.filter(isSending).map(card)}
              {loose.map((upload) => (
                <UploadCard key={upload.key} upload={upload} actions={uploading.actions} />
              ))}
              {videos.filter((video) => !isSending(video)).map(card)}
            </VideoGrid>
          )}
          {said?.data && said.data.length > 0 && (
            <SaidResults found={said.data} typed={asked.typed} />
          )}
          {nothing && !isFirst && !list.isPlaceholderData && (
            <Nothing
              searching={searching}
              stillLooking={said?.isPending ?? false}
              saidSome={(said?.data?.length ?? 0) > 0}
              typed={asked.typed}
              filtered={asked.filter !== 'all'}
              project={project?.name ?? null}
              onEverything={() => {
                library.setTyping('')
                library.ask({ filter: 'all', typed: '' })
              }}
              onChoose={mayChange ? uploading.actions.chooseFiles : null}
            />
          )}
          {list.isError && videos.length === 0 && (
            <EmptyState
              title="The videos could not be read"
              actions={
                <Button look="filled" onClick={() => list.refetch()}>
                  Try again
                </Button>
              }
            >
              The server does not answer. Nothing is lost.
            </EmptyState>
          )}
        </div>
        {isFirst && data.machine && (
          <div className="max-xl:p-4 max-xl:pt-0 md:max-xl:px-7">
            <MachinePanel facts={data.machine} />
          </div>
        )}
      </div>
      {over && <DropOverlay into={data.uploadsTo && `Into “${data.uploadsTo.name}”`} />}
    </LibraryShell>
  )
}

/** Why there is nothing here, and the way to something. */
function Nothing({
  searching,
  stillLooking,
  saidSome,
  typed,
  filtered,
  project,
  onEverything,
  onChoose,
}: {
  searching: boolean
  stillLooking: boolean
  saidSome: boolean
  typed: string
  filtered: boolean
  project: string | null
  onEverything(): void
  onChoose: (() => void) | null
}) {
  if (saidSome || (searching && stillLooking)) return null
  if (searching || filtered) {
    return (
      <EmptyState
        icon={<SearchX size={32} strokeWidth={1.5} aria-hidden />}
        title={searching ? `Nothing found for “${typed.trim()}”` : 'No videos here just now'}
        actions={<Button onClick={onEverything}>Show all videos</Button>}
      >
        {searching
          ? `No title, no file name and nothing said${filtered ? ' in what this filter shows' : ''}.`
          : 'None of your videos is in this state.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<Upload size={32} strokeWidth={1.5} aria-hidden />}
      title={project ? `“${project}” is empty` : 'No videos yet'}
      actions={
        onChoose && (
          <Button look="filled" onClick={onChoose}>
            Upload video
          </Button>
        )
      }
    >
      {onChoose ? 'Drop a long video anywhere on this page.' : 'Nobody has uploaded a video yet.'}
    </EmptyState>
  )
}
