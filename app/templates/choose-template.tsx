import type { PlayerRef } from '@remotion/player'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ClipProject } from '#core/clip-project.ts'
import { heardWords } from '#core/cut-list.ts'
import type { ClipId, TemplateId, VideoId } from '#core/ids.ts'
import { sayCount } from '#core/say-count.ts'
import { shapeSize } from '#core/shape.ts'
import { partNames, TemplateReach } from '#core/template.ts'
import { toFrame } from '#core/time.ts'
import { Button } from '../components/button.tsx'
import { ClipPlayer } from '../components/clip-player.tsx'
import { Dialog } from '../components/dialog.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { assetFile } from '../editor/asset-file.ts'
import { useWrittenStyle } from '../studio/use-written-style.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { reachNames } from './template-facts.tsx'

type Source = {
  picture: { src: string; width: number; height: number } | null
  sound: { src: string } | null
}

/** Chooses a template for one clip, or for all clips of a video, which are seen with it first. */
export function ChooseTemplate({
  clips,
  all,
  source,
  onClose,
  onDone,
}: {
  clips: { id: ClipId; title: string }[]
  /** The video whose clips are all given it; null: the one clip is. */
  all: VideoId | null
  source: Source
  onClose(): void
  onDone(said: string): void
}) {
  const trpc = useTRPC()
  const [whose, setWhose] = useState<TemplateReach>('personal')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<{ id: TemplateId; name: string } | null>(null)
  const [at, setAt] = useState(0)
  const found = useQuery(
    trpc.templates.list.queryOptions({ whose, search: search.trim() || undefined }),
  )
  const clip = clips[at]
  const preview = useQuery(
    trpc.templates.preview.queryOptions(
      { clipId: clip?.id as ClipId, templateId: chosen?.id as TemplateId },
      { enabled: chosen !== null && clip !== undefined },
    ),
  )
  const many = all !== null
  const give = useMutation(trpc.templates.give.mutationOptions())
  const giveAll = useMutation(trpc.templates.giveToVideo.mutationOptions())
  const apply = async () => {
    if (!chosen || !clip) return
    const { id: templateId, name } = chosen
    const version = preview.data?.version
    if (!all) {
      await give.mutateAsync({ clipId: clip.id, templateId, version })
      onDone(`${name} given. Undo takes it back.`)
    } else {
      const done = await giveAll.mutateAsync({ videoId: all, templateId, version })
      const failed = done.failed.length
      if (failed > 0) return setUnwritten(done.failed.map(({ say }) => say))
      onDone(`${name} given to ${done.clips.length} clips.`)
    }
    onClose()
  }
  const [unwritten, setUnwritten] = useState<string[]>([])
  const failed = give.error ?? giveAll.error
  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={many ? 'A template for all clips' : 'A template for this clip'}
      lead="Nothing changes before you choose Apply. In each clip it is one step that undo takes back."
    >
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-5 max-md:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-3">
          <Segmented<TemplateReach>
            label="Whose templates"
            value={whose}
            options={TemplateReach.options.map((value) => ({
              value,
              name: value === 'personal' ? 'Yours' : reachNames[value],
            }))}
            onChange={setWhose}
            className="w-fit"
          />
          <input
            type="search"
            aria-label="Search templates by name"
            placeholder="Search by name"
            value={search}
            maxLength={200}
            onChange={({ target }) => setSearch(target.value)}
            className="h-8 rounded-2 border border-edge bg-bg px-2.5 text-13 text-1 placeholder:text-3 max-md:h-11"
          />
          <ul className="flex max-h-[46dvh] min-h-24 flex-col overflow-y-auto rounded-2 border border-line">
            {found.data?.templates.map(({ id, name, version, look, usageCount }) => (
              <li key={id} className="border-line border-b last:border-b-0">
                <button
                  type="button"
                  aria-pressed={chosen?.id === id}
                  className="flex min-h-11 w-full flex-col px-3 py-1.5 text-left hover:bg-hover aria-pressed:bg-accent-soft"
                  onClick={() => setChosen({ id, name })}
                >
                  <span className="w-full truncate font-medium text-13 text-1">{name}</span>
                  <span className="w-full truncate text-12 text-3">
                    v{version}, {sayCount(usageCount, 'clip')}.{' '}
                    {look.parts.map((part) => partNames[part]).join(', ')}
                  </span>
                </button>
              </li>
            ))}
            {found.data?.templates.length === 0 && (
              <li className="p-3 text-13 text-2">
                None here. Save the look of a clip as a template, under Style in the editor.
              </li>
            )}
            {found.error && <li className="p-3 text-13 text-danger">{sayOf(found.error)}</li>}
          </ul>
        </div>
        <div className="flex min-w-0 flex-col gap-2">
          <div className="relative grid h-[46dvh] place-items-center overflow-hidden rounded-2 bg-stage">
            {preview.data && clip ? (
              <Still
                key={`${clip.id} ${chosen?.id}`}
                clipId={clip.id}
                project={preview.data.project}
                source={source}
                label={`${clip.title} with ${chosen?.name}`}
              />
            ) : (
              <p role="status" className="p-6 text-center text-13 text-2">
                {preview.error
                  ? sayOf(preview.error)
                  : chosen
                    ? 'Drawing…'
                    : 'Choose a template to see the clip with it.'}
              </p>
            )}
          </div>
          <div className="flex min-h-8 items-center gap-2 text-12 text-2">
            {clips.length > 1 && (
              <>
                <IconButton
                  label="Clip before"
                  disabled={at === 0}
                  onClick={() => setAt((now) => now - 1)}
                >
                  <ChevronLeft size={16} aria-hidden />
                </IconButton>
                <IconButton
                  label="Next clip"
                  disabled={at >= clips.length - 1}
                  onClick={() => setAt((now) => now + 1)}
                >
                  <ChevronRight size={16} aria-hidden />
                </IconButton>
              </>
            )}
            <span className="min-w-0 truncate">
              {clips.length > 1 && `${at + 1} of ${clips.length}: `}
              {clip?.title}
            </span>
          </div>
          {preview.data && preview.data.leftOut.length > 0 && (
            <p className="text-12 text-warning">
              It was made in another workspace, so this stays out: {preview.data.leftOut.join(', ')}
              .
            </p>
          )}
        </div>
      </div>
      {(failed || unwritten.length > 0) && (
        <p role="alert" className="text-13 text-danger">
          {failed
            ? sayOf(failed)
            : `${unwritten.length} of ${clips.length} clips could not be changed: ${unwritten[0]}`}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="filled"
          disabled={!preview.data}
          busy={give.isPending || giveAll.isPending}
          onClick={() => void apply().catch(() => {})}
        >
          {many
            ? `Apply to ${clips.length === 1 ? '1 clip' : `all ${clips.length} clips`}`
            : 'Apply'}
        </Button>
      </div>
    </Dialog>
  )
}

/** A clip as it would be, standing where words are said. A press plays it. */
function Still({
  clipId,
  project,
  source,
  label,
}: {
  clipId: ClipId
  project: ClipProject
  source: Source
  label: string
}) {
  const player = useRef<PlayerRef>(null)
  const written = useWrittenStyle({ clipId }, project.style.template)
  useEffect(() => {
    // A third on, in the middle of a word: captions are there.
    const heard = heardWords(project)
    const word = heard[Math.floor(heard.length / 3)]
    player.current?.seekTo(word ? toFrame((word.from + word.to) / 2) : 0)
  }, [project])
  const { width, height } = shapeSize[project.shape]
  return (
    <figure
      aria-label={label}
      className="relative max-h-full max-w-full overflow-hidden"
      style={{ aspectRatio: `${width} / ${height}`, height: height >= width ? '100%' : 'auto' }}
    >
      <ClipPlayer
        player={player}
        project={project}
        video={source}
        assetFile={assetFile}
        still={false}
        muted
        written={written}
      />
    </figure>
  )
}
