import { Link, useSearchParams } from '@remix-run/react'
import type { PlayerRef } from '@remotion/player'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ArrowLeftRight, ChevronDown, ChevronUp } from 'lucide-react'
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { sayBeside } from '#core/clip-diff.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import type { ClipId, ClipVersionId } from '#core/ids.ts'
import { sayCount } from '#core/say-count.ts'
import { shapeSize } from '#core/shape.ts'
import { Button } from '../components/button.tsx'
import { ClipPlayer } from '../components/clip-player.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { PlayButton } from '../components/play-button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { useMedia } from '../editor/use-room.tsx'
import { useSize } from '../editor/use-size.ts'
import { useWrittenStyle } from '../studio/use-written-style.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { follow, type Side, seekSource } from './compare-sides.ts'
import { type ComparedWord, changesOf, compareWords } from './compare-words.ts'
import { comparedLook } from './compared-look.ts'
import { ReviewSkeleton } from './review-skeleton.tsx'
import { createReviewStage } from './review-stage-state.ts'
import { type Review, useAssetFile } from './use-review.tsx'

type Which = 'before' | 'after'
const nameOf = ({ version }: Review) => (version ? `v${version.number}` : 'Now')

/** Two versions side by side, kept together by their words, and what lies between them. */
export function ComparePage({
  clipId,
  from,
  to,
}: {
  clipId: ClipId
  from: ClipVersionId | 'now'
  to: ClipVersionId | 'now'
}) {
  const trpc = useTRPC()
  const [, ask] = useSearchParams()
  const before = useQuery(trpc.review.open.queryOptions({ clipId, version: from }))
  const after = useQuery(trpc.review.open.queryOptions({ clipId, version: to }))
  const error = before.error ?? after.error
  if (error)
    return (
      <main className="grid min-h-dvh place-items-center">
        <EmptyState title="These versions cannot be read">{sayOf(error)}</EmptyState>
      </main>
    )
  if (!before.data || !after.data) return <ReviewSkeleton />
  const swap = () => ask({ from: to, to: from }, { replace: true })
  return <Compared from={from} before={before.data} after={after.data} onSwap={swap} />
}

function useSide({ project }: Review): Side & { player: RefObject<PlayerRef> } {
  const [stage] = useState(createReviewStage)
  const cuts = useMemo(() => cutList(project), [project])
  const player = useRef<PlayerRef>(null)
  stage.setLength(clipLength(cuts))
  useEffect(() => {
    if (player.current) return stage.transport.attach(player.current)
  }, [stage])
  return useMemo(() => ({ stage, cuts, player }), [stage, cuts])
}

function Compared({
  from,
  before,
  after,
  onSwap,
}: {
  from: ClipVersionId | 'now'
  before: Review
  after: Review
  onSwap(): void
}) {
  // Swapped, each version keeps its player, its moment and whether it is heard.
  const [first] = useState(from)
  const swapped = from !== first
  const one = useSide(swapped ? after : before)
  const two = useSide(swapped ? before : after)
  const sides = swapped ? { before: two, after: one } : { before: one, after: two }
  const { before: a, after: b } = sides
  const [heard, setHeard] = useState(b.stage)
  const sound: Which = heard === a.stage ? 'before' : 'after'
  const setSound = (which: Which) => setHeard(sides[which].stage)
  const [lacks, setLacks] = useState(false)
  const leader = sides[sound]
  const { transport } = leader.stage
  const playing = useStore(transport.state, (state) => state.playing)
  const words = useMemo(
    () => compareWords(before.project, after.project),
    [before.project, after.project],
  )
  const changes = useMemo(() => changesOf(words), [words])
  const beside = useMemo(
    () => sayBeside(before.project, after.project),
    [before.project, after.project],
  )
  const [at, setAt] = useState(-1)

  useEffect(() => {
    const [lead, other] = sound === 'after' ? [b, a] : [a, b]
    other.stage.transport.setMuted(true)
    lead.stage.transport.setMuted(false)
    return follow(lead, other, setLacks)
  }, [a, b, sound])

  const walk = (by: 1 | -1) => {
    if (changes.length === 0) return
    const next = at < 0 ? (by === 1 ? 0 : changes.length - 1) : at + by
    const to = (next + changes.length) % changes.length
    setAt(to)
    const word = changes[to]
    if (word) go(word)
  }
  const go = (word: ComparedWord) => {
    // What one side alone has is heard there.
    const which = word.kind === 'gone' ? 'before' : word.kind === 'back' ? 'after' : sound
    setSound(which)
    seekSource(sides[which], word.at)
  }
  useCompareKeys(transport.toggle, walk)

  const [gone, back, changed] = ['gone', 'back', 'changed'].map(
    (kind) => words.filter((word) => word.kind === kind).length,
  )
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <header className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-panel px-4">
        <Link
          to={`/clips/${after.clip.id}/review`}
          aria-label="Back to the review"
          className="grid size-8 place-items-center rounded-2 text-2 hover:bg-hover hover:text-1 max-md:size-11"
        >
          <ArrowLeft size={16} aria-hidden />
        </Link>
        <div className="min-w-0">
          <h1 className="truncate font-semibold text-13 text-1 leading-4">{after.clip.title}</h1>
          <p className="text-12 text-3">
            {nameOf(before)} beside {nameOf(after)}
          </p>
        </div>
      </header>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-stage text-1" data-theme="dark">
          <div className="grid min-h-0 flex-1 grid-cols-2 gap-px bg-line">
            <SideView
              key={swapped ? 'two' : 'one'}
              review={before}
              side={a}
              lacks={lacks && sound === 'after'}
            />
            <SideView
              key={swapped ? 'one' : 'two'}
              review={after}
              side={b}
              lacks={lacks && sound === 'before'}
            />
          </div>
          <div className="flex h-14 shrink-0 items-center justify-center gap-4 border-line border-t px-4">
            <PlayButton playing={playing} className="size-11" onClick={transport.toggle} />
            <span className="text-12 text-3">Sound from</span>
            <Segmented<Which>
              label="Sound from"
              value={sound}
              options={[
                { value: 'before', name: nameOf(before) },
                { value: 'after', name: nameOf(after) },
              ]}
              onChange={(next) => {
                transport.pause()
                setSound(next)
              }}
            />
            <Button
              size="small"
              className="max-md:h-11!"
              icon={<ArrowLeftRight size={14} aria-hidden />}
              onClick={() => {
                transport.pause()
                onSwap()
              }}
            >
              Swap
            </Button>
          </div>
        </div>
        <section
          aria-label="What changed"
          className="flex w-104 shrink-0 flex-col border-line border-l bg-panel max-md:h-[46dvh] max-md:w-full max-md:border-l-0"
        >
          <div className="flex h-12 shrink-0 items-center gap-1 border-line border-b px-4">
            <h2 className="mr-auto font-semibold text-15 text-1">What changed</h2>
            <span role="status" className="tabular text-12 text-3">
              {changes.length === 0 ? 'the same words' : `${at + 1} of ${changes.length}`}
            </span>
            <IconButton
              label="Change before (↑)"
              className="max-md:size-11!"
              onClick={() => walk(-1)}
            >
              <ChevronUp size={16} aria-hidden />
            </IconButton>
            <IconButton label="Next change (↓)" className="max-md:size-11!" onClick={() => walk(1)}>
              <ChevronDown size={16} aria-hidden />
            </IconButton>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">
            <dl className="grid grid-cols-[1fr_auto_auto] gap-x-6 gap-y-1 text-13">
              <dt className="text-2">Length</dt>
              <dd className="tabular text-3">{seconds(a)}</dd>
              <dd className="tabular font-semibold text-1">{seconds(b)}</dd>
            </dl>
            {beside.length > 0 && (
              <ul
                aria-label="Beside the words"
                className="mt-1.5 flex flex-col gap-1 text-13 text-2"
              >
                {beside.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            {changes.length + beside.length === 0 && seconds(a) === seconds(b) && (
              <p className="mt-1.5 text-13 text-3">Nothing plays or looks different.</p>
            )}
            <div className="mt-3 border-line border-t pt-3 text-15 text-1">
              {words.map((word) => (
                <Word
                  key={word.id}
                  word={word}
                  marked={changes[at]?.id === word.id}
                  onGo={() => go(word)}
                />
              ))}
            </div>
          </div>
          <p className="flex shrink-0 flex-wrap gap-4 border-line border-t px-4 py-2.5 text-12 text-2">
            <span>{sayCount(gone ?? 0, 'word')} cut</span>
            <span>{back} put back</span>
            <span>{changed} changed</span>
          </p>
        </section>
      </div>
    </div>
  )
}

const seconds = ({ cuts }: Side) => `${(clipLength(cuts) / 1000).toFixed(1)} s`

function SideView({
  review,
  side,
  lacks,
}: {
  review: Review
  side: ReturnType<typeof useSide>
  lacks: boolean
}) {
  const [area, size] = useSize<HTMLDivElement>()
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const assetFile = useAssetFile(review)
  const written = useWrittenStyle({ clipId: review.clip.id }, review.project.style.template)
  const { width, height } = shapeSize[review.project.shape]
  const scale = Math.max(0.05, Math.min((size.width - 24) / width, (size.height - 24) / height))
  return (
    <section aria-label={nameOf(review)} className="flex min-h-0 min-w-0 flex-col bg-stage">
      <h2 className="flex h-11 shrink-0 items-center gap-2 px-4 font-semibold text-15">
        {nameOf(review)}
        {lacks && <span className="font-normal text-12 text-3">Not in {nameOf(review)}</span>}
      </h2>
      <div ref={area} className="relative min-h-0 flex-1 overflow-hidden">
        <div
          className={`-translate-x-1/2 -translate-y-1/2 absolute top-1/2 left-1/2 overflow-hidden rounded-3 bg-[#000] transition-opacity ${lacks ? 'opacity-30' : ''}`}
          style={{ width: Math.floor(width * scale), height: Math.floor(height * scale) }}
        >
          <ClipPlayer
            player={side.player}
            project={review.project}
            video={review.video}
            assetFile={assetFile}
            still={still}
            written={written}
          />
        </div>
      </div>
    </section>
  )
}

const says: Record<ComparedWord['kind'], string> = {
  same: '',
  gone: ', cut',
  back: ', put back',
  changed: ', changed',
}

function Word({ word, marked, onGo }: { word: ComparedWord; marked: boolean; onGo(): void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (marked) button.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <>
      {word.kind === 'changed' && <s className="mr-1 text-danger">{word.was}</s>}
      <button
        ref={button}
        type="button"
        tabIndex={-1}
        aria-label={`${word.text}${says[word.kind]}`}
        className={`rounded-1 px-px hover:bg-hover ${comparedLook[word.kind]} ${marked ? 'bg-accent-soft' : ''}`}
        onClick={onGo}
      >
        {word.text}
      </button>{' '}
    </>
  )
}

function useCompareKeys(toggle: () => void, walk: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (target instanceof Element && target.closest('input, select, [role="radio"]')) return
      if (event.key === ' ' && target instanceof Element && target.closest('button, a')) return
      if (event.key === ' ') toggle()
      else if (event.key === 'ArrowDown') walk(1)
      else if (event.key === 'ArrowUp') walk(-1)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
