import { useQuery } from '@tanstack/react-query'
import { Pause, Play, RotateCcw, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { StyleConnection, StyleSaveState } from '#collab/connect-style.ts'
import { hardTexts, PLAIN_TALK } from '#core/hard-texts.ts'
import type { StyleId } from '#core/ids.ts'
import { sayCount } from '#core/say-count.ts'
import {
  type CompiledStyle,
  type StyleFacts,
  type StyleFault,
  type StyleProps,
  sayFault,
} from '#core/written-style.ts'
import type { FrameSession } from '#remotion/written/frame-session.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { clipsOf } from './clips-of.ts'
import { CodeEditor } from './code-editor.tsx'
import { faultsOf, hearPicture, type PictureFaults } from './picture-faults.ts'
import { PropForm } from './prop-form.tsx'
import { type OpenedDraft, StudioBar } from './studio-bar.tsx'
import { StyleStage } from './style-stage.tsx'
import { useCompiled, useDraft } from './use-draft.ts'

/** Beside the first, which is 9:16. */
const shapes = ['1:1', '16:9'] as const

const waitingWords = {
  compiling: 'Compiling…',
  server: 'The server does not answer. The style is compiled as soon as it does.',
} as const

const grounds = { Talk: '#2b3346', Bright: '#e7e2d6', Dark: '#07080c' } as const

/** Where a style is written, seen with hard texts, and published. */
export function Studio({ style: opened }: { style: OpenedDraft }) {
  const connection = useDraft(opened.id, opened.me.userId)
  if (!connection)
    return (
      <div role="status" className="grid h-dvh place-items-center text-13 text-2">
        Opening {opened.name}…
      </div>
    )
  return <Room opened={opened} connection={connection} />
}

function Room({ opened, connection }: { opened: OpenedDraft; connection: StyleConnection }) {
  const save = useStore(connection.status)
  const { style, faults, waiting } = useCompiled(opened.id, connection)
  const [props, setProps] = useState<StyleProps>({})
  const [shown, setShown] = useState<StyleProps>({})
  const [facts, setFacts] = useState<StyleFacts | null>(null)
  // Each picture is a sandbox of its own, and nine that begin at once would keep each other waiting: one
  // follows once that before it has drawn the style, and keeps the style it had until then.
  const [turns, setTurns] = useState<(CompiledStyle | undefined)[]>([])
  const [pictures, setPictures] = useState<PictureFaults>([])
  /** How often each picture began anew. */
  const [begun, setBegun] = useState<readonly number[]>([])
  const hear = (i: number, ran: CompiledStyle) => (fault: StyleFault | null) => {
    if (!fault)
      setTurns((before) => (before[i] === ran ? before : Object.assign([...before], { [i]: ran })))
    setPictures((before) => hearPicture(before, i, ran, fault))
  }
  /** What stopped for good in a picture draws again only in a new one. */
  const beginAnew = () => {
    setBegun((before) =>
      Array.from({ length: Math.max(before.length, pictures.length) }, (_, i) =>
        pictures[i] ? (before[i] ?? 0) + 1 : (before[i] ?? 0),
      ),
    )
    setPictures([])
  }
  const set = (next: StyleProps) => {
    setProps(next)
    setShown(next)
    beginAnew()
  }
  const [playing, setPlaying] = useState(
    () => !matchMedia('(prefers-reduced-motion: reduce)').matches,
  )
  const [ground, setGround] = useState<keyof typeof grounds>('Talk')
  const running = useMemo(() => faultsOf(pictures, style), [pictures, style])
  const cost = useCost(style?.code, shown, running.length > 0)
  const all = useMemo(() => [...faults, ...running], [faults, running])
  useOnceBack(save, beginAnew)
  const canEdit = opened.canEdit && save.state !== 'view-only' && save.state !== 'gone'
  const stage = {
    style,
    props: shown,
    playing,
    ground: grounds[ground],
  }
  return (
    <div className="flex h-dvh flex-col bg-panel max-lg:h-auto">
      <StudioBar
        {...{ opened, connection, save, canEdit }}
        broken={all.length > 0 || waiting !== null}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(360px,560px)_minmax(0,1fr)_292px] max-lg:grid-cols-1">
        <section
          aria-label="Code"
          className="flex min-h-0 flex-col border-line border-r max-lg:h-[60dvh]"
        >
          <div className="min-h-0 flex-1">
            <CodeEditor connection={connection} faults={all} readOnly={!canEdit} />
          </div>
          <div
            role="status"
            className="flex max-h-40 flex-col gap-1.5 overflow-auto border-line border-t p-3 text-13"
          >
            {all.map((fault) => (
              <p key={sayFault(fault)} className="flex items-start gap-2 text-1">
                <TriangleAlert size={15} className="mt-0.5 shrink-0 text-danger" aria-hidden />
                {sayFault(fault)}
              </p>
            ))}
            {all.length === 0 && (
              <p className="text-2">
                {waiting
                  ? waitingWords[waiting]
                  : 'Runs sandboxed: no network, no clock, no storage.'}
              </p>
            )}
            {cost.say && all.length === 0 && (
              <p className={cost.heavy ? 'text-warning' : 'text-2'}>{cost.say}</p>
            )}
          </div>
        </section>
        <section aria-label="Preview" className="flex min-h-0 flex-col overflow-auto p-4">
          <div className="mb-3 flex items-center gap-2">
            <h2 className="font-semibold text-13 text-1">Preview</h2>
            <span className="text-12 text-3">same component as the export</span>
            <div className="ml-auto flex items-center gap-1">
              <IconButton label={playing ? 'Pause' : 'Play'} onClick={() => setPlaying(!playing)}>
                {playing ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
              </IconButton>
              {(Object.keys(grounds) as (keyof typeof grounds)[]).map((name) => (
                <Button
                  key={name}
                  size="small"
                  look={name === ground ? 'soft' : 'ghost'}
                  aria-pressed={name === ground}
                  onClick={() => setGround(name)}
                >
                  {name}
                </Button>
              ))}
            </div>
          </div>
          {style ? (
            <>
              <div className="grid grid-cols-[2fr_3fr] gap-3">
                <StyleStage
                  key={begun[0]}
                  {...{ ...stage, style }}
                  label="9:16"
                  text={PLAIN_TALK}
                  shape="9:16"
                  onFacts={setFacts}
                  onFault={hear(0, style)}
                  onSession={cost.setSession}
                />
                <div className="flex flex-col gap-3">
                  {shapes.map((shape, n) => {
                    const i = 1 + n
                    const turn = turns[i - 1]
                    return (
                      turn && (
                        <StyleStage
                          key={`${shape} ${begun[i]}`}
                          {...{ ...stage, style: turn, label: shape, text: PLAIN_TALK, shape }}
                          onFault={hear(i, turn)}
                        />
                      )
                    )
                  })}
                </div>
              </div>
              <h3 className="mt-4 mb-2 font-semibold text-13 text-1">Hard cases</h3>
              <div className="grid grid-cols-3 gap-3">
                {Object.entries(hardTexts).map(([name, text], n) => {
                  const i = 1 + shapes.length + n
                  const turn = turns[i - 1]
                  return (
                    turn && (
                      <div key={name} className="flex flex-col gap-1">
                        {/* What is looked at here is where words go; six more that play would cost more than they show. */}
                        <StyleStage
                          key={begun[i]}
                          {...{ ...stage, style: turn, playing: false, label: name, text }}
                          shape="1:1"
                          onFault={hear(i, turn)}
                        />
                        <span className="text-12 text-3">{name}</span>
                      </div>
                    )
                  )
                })}
              </div>
            </>
          ) : (
            <p className="text-13 text-2">
              {waiting ? waitingWords[waiting] : 'Nothing to show until it compiles.'}
            </p>
          )}
        </section>
        <aside
          aria-label="Properties"
          className="flex min-h-0 flex-col gap-4 overflow-auto border-line border-l p-4"
        >
          <div className="flex items-center">
            <h2 className="font-semibold text-13 text-1">Form</h2>
            <span className="ml-2 text-12 text-3">from props</span>
            <Button
              size="small"
              look="ghost"
              className="ml-auto"
              icon={<RotateCcw size={13} aria-hidden />}
              onClick={() => set({})}
            >
              Reset
            </Button>
          </div>
          {facts && (
            <PropForm
              fields={facts.fields}
              values={shown}
              onPreview={(name, value) => setShown({ ...props, [name]: value })}
              onChange={(name, value) => set({ ...props, [name]: value })}
            />
          )}
          <Used styleId={opened.id} />
        </aside>
      </div>
    </div>
  )
}

/** Runs when a connection that was lost is back. */
function useOnceBack({ state }: StyleSaveState, run: () => void) {
  const latest = useRef(run)
  latest.current = run
  const lost = useRef(false)
  useEffect(() => {
    if (state === 'offline') lost.current = true
    else if (lost.current && (state === 'saved' || state === 'view-only')) {
      lost.current = false
      latest.current()
    }
  }, [state])
}

/** What an export of half a minute of talk draws, counted once the style has been at rest. */
function useCost(code: string | undefined, props: StyleProps, fails: boolean) {
  const [session, setSession] = useState<FrameSession | null>(null)
  const [counted, setCounted] = useState<{ states: number; frames: number } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another code or property is counted anew
  useEffect(() => {
    setCounted(null)
    if (!session || fails) return
    let current = true
    const timer = setTimeout(
      () =>
        session.count().then(
          ({ states, frames }) => current && setCounted({ states, frames }),
          // What went wrong is told where it is shown.
          () => {},
        ),
      1500,
    )
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [session, code, props, fails])
  if (!counted) return { setSession, say: null, heavy: false }
  const states = Math.round((counted.states * 900) / Math.max(1, counted.frames))
  const heavy = states > 400
  return {
    setSession,
    heavy,
    say: heavy
      ? `It moves on nearly every frame. Exports draw ${states} pictures for 30 seconds, where most styles draw 275. Round what moves to a few steps.`
      : `Exports draw ${states} pictures for 30 seconds.`,
  }
}

function Used({ styleId }: { styleId: StyleId }) {
  const trpc = useTRPC()
  const { data, isError, error, refetch } = useQuery(trpc.styles.open.queryOptions({ styleId }))
  return (
    <div className="mt-auto rounded-2 bg-bg p-3 text-12 text-2">
      <b className="font-semibold text-1">Before you publish</b>
      {data ? (
        <p className="mt-1">{sayUsed(clipsOf(data.used))} Nobody’s captions change by surprise.</p>
      ) : isError ? (
        <>
          <p className="mt-1">How many clips have this style is not known. {sayOf(error, '')}</p>
          <Button size="small" className="mt-2" onClick={() => refetch()}>
            Ask again
          </Button>
        </>
      ) : (
        <p className="mt-1">Looking which clips have this style…</p>
      )}
    </div>
  )
}

const sayUsed = (clips: number) =>
  clips === 0
    ? 'No clip has this style yet.'
    : `${sayCount(clips, 'clip')} ${clips === 1 ? 'stays' : 'stay'} on the version it has until someone moves it.`
