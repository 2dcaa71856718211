import { Clock, Lock, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { MAX_COMMENT } from '#core/comment.ts'
import { toSourceTime } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { NameField } from '../comments/name-field.tsx'
import { namedIn } from '../comments/say-names.ts'
import { Button } from '../components/button.tsx'
import { sayOf } from '../trpc/client.tsx'
import { useCommentActions, usePeopleToName } from './comments.ts'
import { quoteOf } from './place-threads.ts'
import type { Room } from './room.ts'
import { nearestClipTime } from './same-place.ts'
import { selectedWords } from './selection.ts'
import { sayTenths } from './timeline-view.ts'
import { useClip, useRoom, useUi } from './use-room.tsx'

/** What a comment will be about, source ms. */
type About = { from: number; to: number }

/** Written here and nowhere else yet, a comment is kept through a closed tab. */
const draftKey = (clipId: string) => `comment:${clipId}`

/** Says something of where one stopped: the picture stands still, its sentence is proposed. */
export function CommentField() {
  const { room, clip } = useRoom()
  const { add } = useCommentActions()
  const people = usePeopleToName()
  const [body, setBody] = useState(() => localStorage.getItem(draftKey(clip.id)) ?? '')
  const [about, setAbout] = useState<About | null>(null)
  const [internal, setInternal] = useState(false)
  const asked = useUi((ui) => ui.commenting)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [asked])
  useEffect(() => {
    if (body) localStorage.setItem(draftKey(clip.id), body)
    else localStorage.removeItem(draftKey(clip.id))
  }, [body, clip.id])

  const begin = () => {
    room.transport.pause()
    setAbout((before) => before ?? proposed(room))
  }
  const send = () => {
    const { from, to } = about ?? proposed(room)
    const said = body.trim()
    if (!said || add.isPending) return
    const { words } = room.clip.getState().project
    add.mutate(
      {
        ...{ clipId: clip.id, body: said, from: ms(from), to: ms(to), internal },
        quote: quoteOf(words, from, to) || null,
        mentions: namedIn(said, people).map(({ id }) => id),
      },
      {
        onSuccess() {
          setBody('')
          setAbout(null)
          room.ui.setState({ said: 'Comment sent', saidOf: 'look' })
        },
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Letters are text here, whatever they do elsewhere.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    if (event.key === 'Escape') field.current?.blur()
  }
  return (
    <div className="shrink-0 border-line border-t p-2.5">
      <div className="rounded-3 border border-edge bg-bg focus-within:border-mark">
        <NameField
          ref={field}
          aria-label="Say what should change"
          placeholder="Say what should change…"
          rows={3}
          maxLength={MAX_COMMENT}
          value={body}
          people={people}
          className="block w-full resize-none bg-transparent px-3 pt-2.5 text-13 text-1 placeholder:text-3 focus-visible:outline-none max-md:text-15"
          onFocus={begin}
          onChange={setBody}
          onKeyDown={onKeyDown}
        />
        <div className="flex flex-wrap items-center gap-1.5 p-1.5">
          {about && <AboutChip about={about} onChange={setAbout} />}
          {clip.canEdit && (
            <button
              type="button"
              aria-pressed={internal}
              title="Reviewers do not see it"
              className={`flex h-6 items-center gap-1 rounded-1 px-1.5 text-11 max-md:h-9 ${
                internal ? 'bg-accent-soft text-accent-text' : 'text-3 hover:bg-hover hover:text-1'
              }`}
              onClick={() => setInternal(!internal)}
            >
              <Lock size={12} aria-hidden />
              Internal
            </button>
          )}
          <Button
            look="filled"
            size="small"
            className="ml-auto max-md:h-11!"
            busy={add.isPending}
            disabled={body.trim() === ''}
            onClick={send}
          >
            {add.isPending ? 'Sending…' : 'Send'}
          </Button>
        </div>
      </div>
      {add.isError && (
        <p role="alert" className="px-1 pt-1.5 text-12 text-danger">
          Not sent. {sayOf(add.error)}
        </p>
      )}
    </div>
  )
}

function AboutChip({ about, onChange }: { about: About; onChange(about: About | null): void }) {
  const { room } = useRoom()
  const cuts = useClip((view) => view.cuts)
  const [from, to] = [nearestClipTime(cuts, about.from), nearestClipTime(cuts, about.to)]
  const isStretch = about.to > about.from
  return (
    <span className="flex h-6 items-center gap-1 rounded-1 bg-accent-soft pl-1.5 font-medium text-11 text-accent-text tabular max-md:h-9">
      <Clock size={12} aria-hidden />
      {isStretch ? `${sayTenths(from)} – ${sayTenths(to)}` : sayTenths(from)}
      <button
        type="button"
        aria-label={isStretch ? 'Only this moment' : 'Where I am now'}
        title={isStretch ? 'Only this moment' : 'Where I am now'}
        className="grid size-6 place-items-center rounded-1 hover:bg-hover max-md:size-9"
        onClick={() => {
          const at = toSourceTime(cuts, room.playhead.get())
          onChange({ from: at, to: at })
        }}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}

/** The words that are selected, or the sentence one stands in, as far as it is in the clip. */
function proposed(room: Room): About {
  const { cuts, project } = room.clip.getState()
  const at = toSourceTime(cuts, room.playhead.get())
  const { text } = room
  const selected = selectedWords(room.ui.getState().selection)
  const here = text.wordAt(at)
  const span = selected ?? (here < 0 ? null : text.sentenceAt(here))
  const [first, last] = [span && text.words[span.first], span && text.words[span.last]]
  const piece = project.pieces.find(({ from, to }) => from <= at && at <= to)
  if (!first || !last || !piece) return { from: at, to: at }
  const [from, to] = [Math.max(first.from, piece.from), Math.min(last.to, piece.to)]
  return selected || (from <= at && at <= to)
    ? { from, to: Math.max(from, to) }
    : { from: at, to: at }
}
