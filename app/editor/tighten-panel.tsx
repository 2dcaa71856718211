import { Headphones, Scissors, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Strength, type Tightening, type TighteningKind } from '#core/tighten/find-tightenings.ts'
import { allOf, lengthWithout, tightenClip, withoutThese } from '#core/tighten/tighten-clip.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { type Choice, TightenRow } from './tighten-row.tsx'
import { sayLength } from './timeline-view.ts'
import { useCanEdit, useClip, useRoom, useUi } from './use-room.tsx'

const strengthNames: Record<Strength, string> = { gentle: 'Gentle', usual: 'Usual', tight: 'Tight' }

const kinds: Record<TighteningKind, { title: string; about: string }> = {
  filler: { title: 'Fillers', about: 'words that may be meant: only beside a pause' },
  pause: { title: 'Pauses', about: 'a breath of each stays' },
  retake: { title: 'Retakes', about: 'said twice, one is kept' },
}

/** What could go, as a list that somebody agrees to: nothing is cut until then, and then in one step. */
export function TightenPanel({ language, onClose }: { language: string; onClose(): void }) {
  const { room, actions } = useRoom()
  const hearing = useUi((ui) => ui.hearing)
  const mayEdit = useCanEdit() || hearing
  const shown = useClip((view) => view.project)
  // While a proposal plays, the list is still that of the clip as it is.
  const stands = useRef(shown)
  if (!hearing) stands.current = shown
  const project = stands.current
  const [strength, setStrength] = useState<Strength>('usual')
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map())
  const found = useMemo(
    () => tightenClip(project, room.text.words, language, strength),
    [project, room, language, strength],
  )
  const choiceOf = (one: Tightening): Choice => choices.get(one.id) ?? (one.sure ? 'cut' : 'keep')
  const going = found.filter((one) => choiceOf(one) !== 'keep')
  const first = new Set(going.filter((one) => choiceOf(one) === 'keep-first').map(({ id }) => id))
  const chosen = allOf(going, first)
  const before = useMemo(() => lengthWithout(project, { words: [], pauses: [] }), [project])
  const after = lengthWithout(project, chosen)
  const choose = (id: string, choice: Choice) => {
    room.hear(null)
    setChoices(new Map(choices).set(id, choice))
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-line border-b pr-1.5 pl-3.5 max-md:h-14">
        <h2 className="font-semibold text-13 text-1">Tighten</h2>
        <span className="tabular mr-auto text-12 text-3">{found.length} found</span>
        <IconButton label="Close the list" onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="shrink-0 px-3.5 pt-3">
        <Segmented<Strength>
          label="How much is found"
          value={strength}
          options={Strength.options.map((value) => ({ value, name: strengthNames[value] }))}
          onChange={(next) => {
            room.hear(null)
            setStrength(next)
          }}
          className="w-fit"
        />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto pb-3">
        {found.length === 0 ? (
          <EmptyState title="Nothing to tighten">
            {strength === 'tight'
              ? 'No fillers, long pauses or sentences said twice play in this clip.'
              : 'Tight finds shorter pauses, and words that may be meant.'}
          </EmptyState>
        ) : (
          (Object.keys(kinds) as TighteningKind[]).map((kind) => {
            const ofKind = found.filter((one) => one.kind === kind)
            if (ofKind.length === 0) return null
            return (
              <section key={kind} aria-label={kinds[kind].title}>
                <h3 className="flex items-baseline gap-2 px-3.5 pt-4 pb-1 font-semibold text-12 text-1">
                  {kinds[kind].title}
                  <span className="tabular font-normal text-3">{ofKind.length}</span>
                  <span className="ml-auto font-normal text-11 text-3">{kinds[kind].about}</span>
                </h3>
                <ul>
                  {ofKind.map((one) => (
                    <TightenRow
                      key={one.id}
                      one={one}
                      choice={choiceOf(one)}
                      onChoose={mayEdit ? (choice) => choose(one.id, choice) : null}
                    />
                  ))}
                </ul>
              </section>
            )
          })
        )}
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-t p-3">
        <Button
          look="filled"
          icon={<Scissors size={14} aria-hidden />}
          disabled={!mayEdit || going.length === 0}
          onClick={() => {
            room.hear(null)
            actions.tighten(going, chosen)
          }}
        >
          Cut {going.length}, {sayLength(before - after)}
        </Button>
        <Button
          icon={<Headphones size={14} aria-hidden />}
          aria-pressed={hearing}
          disabled={going.length === 0}
          onClick={() => {
            if (hearing) return room.hear(null)
            room.hear(withoutThese(project, chosen))
            room.transport.seek(0)
            room.transport.play()
          }}
        >
          {hearing ? 'As it is' : 'Hear it first'}
        </Button>
        <span className="tabular ml-auto text-12 text-3">
          {sayLength(before)} to <b className="text-1">{sayLength(after)}</b>
        </span>
      </div>
    </div>
  )
}
