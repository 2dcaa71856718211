import { Clock, PenLine, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { MAX_COMMENT } from '#core/comment.ts'
import { toSourceTime } from '#core/cut-list.ts'
import { ms } from '#core/time.ts'
import { NameField } from '../comments/name-field.tsx'
import { namedIn } from '../comments/say-names.ts'
import { Button } from '../components/button.tsx'
import { quoteOf } from '../editor/place-threads.ts'
import { nearestClipTime } from '../editor/same-place.ts'
import { sayTenths } from '../editor/timeline-view.ts'
import { sayOf } from '../trpc/client.tsx'
import { keepDraft, readDraft } from './draft.ts'
import { proposeStretch } from './propose-stretch.ts'
import { useReview, useReviewUi } from './use-review.tsx'

/** Says something of where one stopped: the picture stands still, its sentence is proposed. */
export function Compose({
  field,
  onSent,
}: {
  field: RefObject<HTMLTextAreaElement>
  onSent?(): void
}) {
  const { stage, review, cuts, actions } = useReview()
  const { ui, transport, playhead } = stage
  const about = useReviewUi((state) => state.about)
  const strokes = useReviewUi((state) => state.strokes)
  const [draft] = useState(() => readDraft(review.clip.id))
  const [body, setBody] = useState(draft.body)
  const [state, setState] = useState<'typing' | 'sending' | { failed: string }>('typing')
  const { clip, project, members, me, may } = review
  const people = members.filter(({ id }) => id !== me.id)

  useEffect(() => {
    if (draft.strokes.length > 0) ui.setState({ strokes: draft.strokes, about: draft.about })
  }, [draft, ui])
  useEffect(() => keepDraft(clip.id, { body, strokes, about }), [clip.id, body, strokes, about])

  const begin = () => {
    transport.pause()
    if (!ui.getState().about) {
      ui.setState({ about: proposeStretch(project, toSourceTime(cuts, playhead.get())) })
    }
  }
  const clear = () => {
    setBody('')
    ui.setState({ about: null, strokes: [], tool: null })
  }
  const send = async () => {
    const said = body.trim()
    if (!said || state === 'sending') return
    const { from, to } = about ?? proposeStretch(project, toSourceTime(cuts, playhead.get()))
    setState('sending')
    try {
      const comment = {
        ...{ body: said, from: ms(from), to: ms(to) },
        quote: quoteOf(project.words, from, to) || null,
        drawing: strokes.length > 0 ? { shape: project.shape, strokes } : null,
      }
      await actions.say(
        me.guest
          ? comment
          : {
              ...comment,
              clipId: clip.id,
              mentions: namedIn(said, people).map(({ id }) => id),
            },
      )
      clear()
      setState('typing')
      onSent?.()
    } catch (error) {
      setState({ failed: sayOf(error) })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Letters are text here, whatever they do elsewhere.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
    if (event.key === 'Escape') field.current?.blur()
  }
  if (!may.comment)
    return <p className="p-4 text-12 text-3">This link is to look. It takes no comments.</p>
  return (
    <div className="p-2.5">
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
          {about && (
            <Chip
              icon={Clock}
              label={about.to > about.from ? 'Only this moment' : 'Where I am now'}
              onClear={() => {
                const at = toSourceTime(cuts, playhead.get())
                ui.setState({ about: { from: at, to: at } })
              }}
            >
              {sayStretch(nearestClipTime(cuts, about.from), nearestClipTime(cuts, about.to))}
            </Chip>
          )}
          {strokes.length > 0 && (
            <Chip
              icon={PenLine}
              label="Take the drawing away"
              onClear={() => ui.setState({ strokes: [], tool: null })}
            >
              Drawing
            </Chip>
          )}
          <Button
            look="filled"
            size="small"
            className="ml-auto max-md:h-11!"
            busy={state === 'sending'}
            disabled={body.trim() === ''}
            onClick={() => void send()}
          >
            {state === 'sending' ? 'Sending…' : 'Send'}
          </Button>
        </div>
      </div>
      {typeof state === 'object' && (
        <p role="alert" className="px-1 pt-1.5 text-12 text-danger">
          Not sent. {state.failed}
        </p>
      )}
    </div>
  )
}

const sayStretch = (from: number, to: number) =>
  to > from ? `${sayTenths(from)} – ${sayTenths(to)}` : sayTenths(from)

function Chip({
  icon: Icon,
  label,
  onClear,
  children,
}: {
  icon: typeof Clock
  label: string
  onClear(): void
  children: string
}) {
  return (
    <span className="tabular flex h-6 items-center gap-1 rounded-1 bg-accent-soft pl-1.5 font-medium text-11 text-accent-text max-md:h-9">
      <Icon size={12} aria-hidden />
      {children}
      <button
        type="button"
        aria-label={label}
        title={label}
        className="grid size-6 place-items-center rounded-1 hover:bg-hover max-md:size-9"
        onClick={onClear}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  )
}
