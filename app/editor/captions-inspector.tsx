import { CircleCheck, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { captionLooks } from '#core/caption-look.ts'
import { type CaptionStyle, plainStyle } from '#core/caption-style.ts'
import { contrast, READABLE } from '#core/colour.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { Slider } from '../components/slider.tsx'
import { Switch } from '../components/switch.tsx'
import { ColourField } from './colour-field.tsx'
import { EASY, readingSpeed, TOO_FAST } from './reading-speed.ts'
import { selectWords } from './selection.ts'
import { StylePicker } from './style-picker.tsx'
import { sayTenths } from './timeline-view.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/** How the captions look. Only what the export draws too. */
export function CaptionsInspector() {
  const { actions } = useRoom()
  const saved = useClip((view) => view.project.style)
  const preview = useUi((ui) => ui.stylePreview)
  const canEdit = useCanEdit()
  const style: CaptionStyle = { ...saved, ...preview }
  const look = captionLooks[style.name]
  const own =
    JSON.stringify(saved) === JSON.stringify({ ...plainStyle(saved.name), enabled: saved.enabled })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center border-line border-b px-3.5">
        <h2 className="font-semibold text-13 text-1">Captions</h2>
        <span className="ml-auto flex items-center gap-2 text-12 text-2">
          <label htmlFor="captions-on">{style.enabled ? 'On' : 'Off'}</label>
          <Switch
            id="captions-on"
            label="Captions"
            checked={style.enabled}
            onChange={(enabled) => canEdit && actions.setStyle({ enabled })}
          />
        </span>
      </div>
      <fieldset
        disabled={!canEdit}
        className="flex min-h-0 min-w-0 flex-1 flex-col gap-4 overflow-y-auto overflow-x-hidden p-3.5"
      >
        <legend className="sr-only">Caption style</legend>
        <StylePicker />
        {style.enabled && (
          <>
            <div className="flex flex-col gap-1">
              <Row name="Words at once">
                <Segmented
                  label="Words at once"
                  value={style.maxWords === null ? 'own' : String(style.maxWords)}
                  options={[
                    { value: 'own', name: `Auto` },
                    ...['1', '2', '3', '5'].map((value) => ({ value, name: value })),
                  ]}
                  onChange={(value) =>
                    canEdit &&
                    actions.setStyle({ maxWords: value === 'own' ? null : Number(value) })
                  }
                />
              </Row>
              <Row name="Size" value={`${Math.round(style.size * 100)}%`}>
                <Slider
                  label="Size"
                  value={style.size}
                  min={0.7}
                  max={1.4}
                  step={0.02}
                  sayValue={`${Math.round(style.size * 100)} percent`}
                  onChange={(size) => actions.previewStyle({ size })}
                  onCommit={(size) => actions.setStyle({ size })}
                />
              </Row>
              <Height style={style} />
              <ColourField
                name="Words"
                value={style.base}
                own={look.colours.base}
                onChange={(base) => actions.previewStyle({ base })}
                onCommit={(base) => actions.setStyle({ base })}
              />
              <ColourField
                name="Word being said"
                value={style.active}
                own={look.colours.active}
                onChange={(active) => actions.previewStyle({ active })}
                onCommit={(active) => actions.setStyle({ active })}
              />
              <ColourField
                name="Emphasis"
                value={style.emphasis}
                own={look.colours.emphasis}
                onChange={(emphasis) => actions.previewStyle({ emphasis })}
                onCommit={(emphasis) => actions.setStyle({ emphasis })}
              />
            </div>
            <Emphasised />
            <Checks style={style} />
          </>
        )}
      </fieldset>
      {canEdit && (
        <div className="shrink-0 border-line border-t p-3.5">
          <Button
            className="w-full"
            icon={<RotateCcw size={14} aria-hidden />}
            disabled={own}
            onClick={() => actions.setStyle({ ...plainStyle(saved.name), enabled: saved.enabled })}
          >
            Back to the style’s own look
          </Button>
        </div>
      )}
    </div>
  )
}

function Row({ name, value, children }: { name: string; value?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-[30px] items-center gap-3 text-13">
      <span className="w-24 shrink-0 text-2">{name}</span>
      <div className="flex min-w-0 flex-1 justify-end">{children}</div>
      {value !== undefined && (
        <span className="tabular w-11 shrink-0 text-right text-1">{value}</span>
      )}
    </div>
  )
}

function Height({ style }: { style: CaptionStyle }) {
  const { actions } = useRoom()
  const shape = useClip((view) => view.project.shape)
  const { bottom, picture } = resolveLook({ ...style, y: null }, shape)
  const value = style.y ?? 1 - bottom / picture.height
  return (
    <Row name="Height" value={`${Math.round(value * 100)}%`}>
      <Slider
        label="Height"
        value={Math.max(0.14, Math.min(0.65, value))}
        min={0.14}
        max={0.65}
        step={0.01}
        sayValue={`${Math.round(value * 100)} percent above the lower edge`}
        onChange={(y) => actions.previewStyle({ y })}
        onCommit={(y) => actions.setStyle({ y })}
      />
    </Row>
  )
}

function Emphasised() {
  const { room, actions } = useRoom()
  const words = useClip((view) => view.project.words)
  const canEdit = useCanEdit()
  const strong = useMemo(() => words.filter((word) => word.emphasised && !word.cut), [words])
  return (
    <section aria-label="Emphasised words" className="flex flex-col gap-2">
      <h3 className="font-semibold text-13 text-1">Emphasised words</h3>
      {strong.length === 0 ? (
        <p className="text-12 text-3">
          None. Select a word, then press <kbd className="rounded-1 bg-hover px-1 text-1">B</kbd> or
          Emphasise.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {strong.map((word) => {
            const i = wordIndex(word.id)
            return (
              <li
                key={word.id}
                className="flex items-center rounded-2 bg-hover text-12 text-1 leading-6"
              >
                <button
                  type="button"
                  className="rounded-2 pl-2 hover:text-accent-text"
                  onClick={() => {
                    room.ui.setState({ selection: selectWords(i, i) })
                    const at = room.clip.getState().heard.find((one) => one.id === word.id)
                    if (at) room.transport.seek(at.from)
                  }}
                >
                  {word.text.replace(/[.,!?;:]+$/, '')}
                </button>
                {canEdit ? (
                  <button
                    type="button"
                    aria-label={`No emphasis on “${word.text}”`}
                    className="grid size-6 place-items-center text-3 hover:text-1"
                    onClick={() => actions.unemphasise(i)}
                  >
                    <X size={12} aria-hidden />
                  </button>
                ) : (
                  <span className="w-2" />
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

/** Lowest line that the buttons of the vertical platforms leave free. */
const CLEAR_OF_BUTTONS = 1248

function Checks({ style }: { style: CaptionStyle }) {
  const { room } = useRoom()
  const pages = useClip((view) => view.pages)
  const shape = useClip((view) => view.project.shape)
  const speed = useMemo(() => readingSpeed(pages), [pages])
  const look = resolveLook(style, shape)
  const faint = (['active', 'emphasis'] as const).filter(
    (part) => look.pill === null && contrast(look.colours[part], look.colours.guard) < READABLE,
  )
  if (!speed) return null
  const fast = speed.fastest.perSecond > TOO_FAST
  return (
    <ul aria-label="Checks" className="flex flex-col gap-1.5 rounded-3 bg-bg p-3 text-12">
      <Check good={speed.average <= EASY && !fast}>
        <b className="font-semibold text-1">
          {speed.average > EASY ? 'Fast to read.' : fast ? 'Mostly easy to read.' : 'Easy to read.'}
        </b>{' '}
        {Math.round(speed.average)} characters a second.
        {fast && (
          <>
            {' '}
            One page has {Math.round(speed.fastest.perSecond)}.{' '}
            <button
              type="button"
              className="rounded-1 font-semibold text-accent-text"
              onClick={() => room.transport.seek(speed.fastest.at)}
            >
              Go to {sayTenths(speed.fastest.at)}
            </button>
          </>
        )}
      </Check>
      {shape === '9:16' && (
        <Check good={look.bottom <= CLEAR_OF_BUTTONS}>
          <b className="font-semibold text-1">
            {look.bottom <= CLEAR_OF_BUTTONS ? 'Clear of buttons' : 'Under the buttons'}
          </b>{' '}
          on TikTok, Reels, Shorts
        </Check>
      )}
      {faint.length > 0 && (
        <Check good={false}>
          <b className="font-semibold text-1">Low contrast.</b>{' '}
          {faint.includes('active') ? 'The word being said' : 'Emphasis'} is hard to tell from its
          ground
        </Check>
      )}
    </ul>
  )
}

const Check = ({ good, children }: { good: boolean; children: ReactNode }) => (
  <li className="flex gap-2 text-2">
    {good ? (
      <CircleCheck size={14} className="mt-px shrink-0 text-success" aria-label="Good:" />
    ) : (
      <TriangleAlert size={14} className="mt-px shrink-0 text-warning" aria-label="Look at:" />
    )}
    <span>{children}</span>
  </li>
)
