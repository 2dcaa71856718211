import { Link } from '@remix-run/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronRight, Pause, Play, RotateCcw, TriangleAlert } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { StyleConnection, StyleSaveState } from '#collab/connect-style.ts'
import { hardTexts, PLAIN_TALK } from '#core/hard-texts.ts'
import type { StyleId, UserId } from '#core/ids.ts'
import {
  type CompiledStyle,
  type StyleFacts,
  type StyleFault,
  type StyleProps,
  sayFault,
} from '#core/written-style.ts'
import type { FrameSession } from '#remotion/written/frame-session.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Logo, useLabel } from '../components/logo.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { CodeEditor } from './code-editor.tsx'
import { PropForm } from './prop-form.tsx'
import { StyleStage } from './style-stage.tsx'
import { useCompiled, useDraft } from './use-draft.ts'

type Opened = {
  id: StyleId
  name: string
  canEdit: boolean
  me: { userId: UserId; name: string }
}

/** Beside the first, which is 9:16. */
const shapes = ['1:1', '16:9'] as const

const grounds = { Talk: '#2b3346', Bright: '#e7e2d6', Dark: '#07080c' } as const

/** Where a style is written, seen with hard texts, and published. */
export function Studio({ style: opened }: { style: Opened }) {
  const connection = useDraft(opened.id, opened.me.userId)
  if (!connection)
    return (
      <div role="status" className="grid h-dvh place-items-center text-13 text-2">
        Opening {opened.name}…
      </div>
    )
  return <Room opened={opened} connection={connection} />
}

function Room({ opened, connection }: { opened: Opened; connection: StyleConnection }) {
  const save = useStore(connection.status)
  const { style, faults, compiling } = useCompiled(opened.id, connection)
  const [props, setProps] = useState<StyleProps>({})
  const [shown, setShown] = useState<StyleProps>({})
  const [facts, setFacts] = useState<StyleFacts | null>(null)
  // Each picture is a sandbox of its own, and nine that begin at once would keep each other waiting: one
  // follows once that before it has drawn the style, and keeps the style it had until then.
  const [turns, setTurns] = useState<(CompiledStyle | undefined)[]>([])
  const hear = (i: number, ran: CompiledStyle) => (fault: StyleFault | null) => {
    if (!fault)
      setTurns((before) =>
        before[i + 1] === ran ? before : Object.assign([...before], { [i + 1]: ran }),
      )
    // What still runs an earlier source says nothing about this one.
    else if (ran === style) setRunning(fault)
  }
  const [running, setRunning] = useState<StyleFault | null>(null)
  const [playing, setPlaying] = useState(
    () => !matchMedia('(prefers-reduced-motion: reduce)').matches,
  )
  const [ground, setGround] = useState<keyof typeof grounds>('Talk')
  const cost = useCost(style?.code, shown, running)
  // What an earlier source did wrong is no fault of this one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new style begins without faults
  useEffect(() => setRunning(null), [style])
  const all = useMemo(() => (running ? [...faults, running] : faults), [faults, running])
  const canEdit = opened.canEdit && save.state !== 'view-only' && save.state !== 'gone'
  const stage = {
    style,
    props: shown,
    playing,
    ground: grounds[ground],
  }
  return (
    <div className="flex h-dvh flex-col bg-panel max-lg:h-auto">
      <TopBar
        opened={opened}
        connection={connection}
        save={save}
        broken={all.length > 0 || compiling}
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
                {compiling ? 'Compiling…' : 'Runs sandboxed: no network, no clock, no storage.'}
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
                  {...{ ...stage, style }}
                  label="9:16"
                  text={PLAIN_TALK}
                  shape="9:16"
                  onFacts={setFacts}
                  onFault={hear(-1, style)}
                  onSession={cost.setSession}
                />
                <div className="flex flex-col gap-3">
                  {shapes.map((shape, i) => {
                    const turn = turns[i]
                    return (
                      turn && (
                        <StyleStage
                          key={shape}
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
                  const i = shapes.length + n
                  const turn = turns[i]
                  return (
                    turn && (
                      <div key={name} className="flex flex-col gap-1">
                        {/* What is looked at here is where words go; six more that play would cost more than they show. */}
                        <StyleStage
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
              {faults.length > 0 ? 'Nothing to show until it compiles.' : 'Compiling…'}
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
              onClick={() => {
                setProps({})
                setShown({})
              }}
            >
              Reset
            </Button>
          </div>
          {facts && (
            <PropForm
              fields={facts.fields}
              values={shown}
              onPreview={(name, value) => setShown({ ...props, [name]: value })}
              onChange={(name, value) => {
                setProps({ ...props, [name]: value })
                setShown({ ...props, [name]: value })
              }}
            />
          )}
          <Used styleId={opened.id} />
        </aside>
      </div>
    </div>
  )
}

/** What an export of half a minute of talk draws, counted once the style has been at rest. */
function useCost(code: string | undefined, props: StyleProps, fault: StyleFault | null) {
  const [session, setSession] = useState<FrameSession | null>(null)
  const [counted, setCounted] = useState<{ states: number; frames: number } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another code or property is counted anew
  useEffect(() => {
    setCounted(null)
    if (!session || fault) return
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
  }, [session, code, props, fault])
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

const saveWords: Record<StyleSaveState['state'], string> = {
  connecting: 'Connecting…',
  saved: 'Saved',
  saving: 'Saving…',
  offline: 'Offline, kept on this device',
  'not-saved': 'Not saved: storage unavailable',
  'view-only': 'View only',
  gone: 'This style is not there any more',
}

function TopBar({
  opened,
  connection,
  save,
  broken,
}: {
  opened: Opened
  connection: StyleConnection
  save: StyleSaveState
  broken: boolean
}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data } = useQuery(trpc.styles.open.queryOptions({ styleId: opened.id }))
  const publish = useMutation(
    trpc.styles.publish.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.styles.open.queryKey() }),
    }),
  )
  const people = usePeople(connection)
  const version = data?.style.version ?? null
  const next = (version ?? 0) + 1
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-line border-b px-3 py-1.5">
      <Link to="/library" aria-label={`${useLabel().name}, to the library`}>
        <Logo />
      </Link>
      <Link to="/styles" className="text-13 text-2 hover:text-1">
        Caption styles
      </Link>
      <ChevronRight size={14} className="text-3" aria-hidden />
      <h1 className="truncate font-semibold text-15 text-1">{opened.name}</h1>
      <span className="rounded-1 bg-accent-soft px-2 py-0.5 font-semibold text-12 text-accent-text">
        v{next} draft
      </span>
      <span role="status" className="text-12 text-2">
        {saveWords[save.state]}
      </span>
      <div className="ml-auto flex items-center gap-2">
        {people.map((name) => (
          <Avatar key={name} name={name} />
        ))}
        {publish.error && <span className="text-12 text-danger">{sayOf(publish.error)}</span>}
        {publish.data && !publish.isPending && (
          <span role="status" className="text-12 text-success">
            v{publish.data.version} is published
          </span>
        )}
        {opened.canEdit && (
          <Button
            look="filled"
            busy={publish.isPending}
            disabled={broken || save.state !== 'saved'}
            onClick={() =>
              publish.mutate({ styleId: opened.id, source: connection.text.toString() })
            }
          >
            Publish v{next}
          </Button>
        )}
      </div>
    </header>
  )
}

/** Others who have the draft open, by name. */
function usePeople({ awareness }: StyleConnection): string[] {
  const [names, setNames] = useState<string[]>([])
  useEffect(() => {
    const read = () =>
      setNames([
        ...new Set(
          [...awareness.getStates()].flatMap(([id, { user }]) =>
            id !== awareness.clientID && typeof user?.name === 'string' ? [user.name] : [],
          ),
        ),
      ])
    awareness.on('change', read)
    read()
    return () => awareness.off('change', read)
  }, [awareness])
  return names
}

function Used({ styleId }: { styleId: StyleId }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.styles.open.queryOptions({ styleId }))
  const clips = data?.used.reduce((sum, one) => sum + one.clips, 0) ?? 0
  return (
    <div className="mt-auto rounded-2 bg-bg p-3 text-12 text-2">
      <b className="font-semibold text-1">Before you publish</b>
      <p className="mt-1">
        {clips === 0
          ? 'No clip has this style yet.'
          : `${clips} ${clips === 1 ? 'clip stays' : 'clips stay'} on the version it has until someone moves it.`}{' '}
        Nobody’s captions change by surprise.
      </p>
    </div>
  )
}
