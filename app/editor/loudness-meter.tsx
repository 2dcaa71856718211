import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { CircleCheck } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import type { ClipProject } from '#core/clip-project.ts'
import { cutList } from '#core/cut-list.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import { musicOf, soundMix } from '#core/sound-mix.ts'
import { useTRPC } from '../trpc/client.tsx'
import { useRoom, useSaveState } from './use-room.tsx'

/** After a change nothing is measured for so long, ms: the next one may be on its way. */
const REST = 300
/** The quietest the meter shows, LUFS. */
const FLOOR = -36
/** How far from its aim a clip may be and still be on it, LU. */
const NEAR = 1
/** Below this nothing is heard, LUFS. */
const SILENCE = -70
const MARKS = [-30, -24, -18, -9, 0]

export type ClipLevels = {
  levels: ClipLoudness | null
  /** Why there are none. */
  say: string | null
  /** What is shown is of the clip as it was. */
  stale: boolean
}

/** How loud the clip's file will be: measured by the server on what is saved, when nobody has changed it for a moment. */
export function useLoudness(project: ClipProject): ClipLevels {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const { state } = useSaveState()
  const { data, error, isFetching, refetch } = useQuery(
    trpc.clips.loudness.queryOptions(
      { clipId: clip.id },
      { enabled: false, trpc: { abortOnUnmount: true } },
    ),
  )
  // Everything that decides the sound, and nothing else: a caption in another colour measures nothing.
  const sound = useMemo(() => soundOf(project), [project])
  const measured = useRef<string | null>(null)
  useEffect(() => {
    if (state !== 'saved' || measured.current === sound) return
    const timer = setTimeout(() => {
      measured.current = sound
      void refetch({ cancelRefetch: true })
    }, REST)
    return () => clearTimeout(timer)
  }, [state, sound, refetch])
  const said = error ? 'It could not be measured now. The export measures it again.' : null
  return {
    levels: data && !('say' in data) ? data : null,
    say: data && 'say' in data ? data.say : data === null ? 'Nothing is heard in this clip.' : said,
    stale: isFetching || measured.current !== sound,
  }
}

function soundOf(project: ClipProject): string {
  const { target, noise } = project.sound
  return JSON.stringify([
    cutList(project).map(({ from, frames }) => [from, frames]),
    ...[soundMix(project), musicOf(project)?.asset ?? null, target, noise],
  ])
}

/** Whether it comes out as loud as it should. */
export function OnTarget({
  levels: { levels, stale },
  target,
}: {
  levels: ClipLevels
  target: number | null
}) {
  if (!levels || target === null || levels.after.loudness < SILENCE) return null
  const off = levels.after.loudness - target
  if (Math.abs(off) > NEAR)
    return (
      <span className={clsx('text-warning', stale && 'opacity-50')}>
        {Math.abs(off).toFixed(1)} LU {off < 0 ? 'too quiet' : 'too loud'}
      </span>
    )
  return (
    <span className={clsx('inline-flex items-center gap-1 text-success', stale && 'opacity-50')}>
      <CircleCheck size={14} aria-hidden />
      on target
    </span>
  )
}

/** The whole clip after all steps, where it was before, and what it aims for. */
export function LoudnessMeter({
  levels: { levels, say, stale },
  target,
}: {
  levels: ClipLevels
  target: number | null
}) {
  if (say && !stale)
    return (
      <p role="status" className="text-12 text-3">
        {say}
      </p>
    )
  const silent = levels !== null && levels.after.loudness < SILENCE
  const { before, after } = levels ?? {}
  const quieter = (before?.loudness ?? FLOOR) < (target ?? 0)
  return (
    <div
      aria-busy={stale}
      className={clsx('flex flex-col gap-2 py-1 transition-opacity', stale && 'opacity-50')}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot hold its marks */}
      <div
        role="meter"
        aria-label="Loudness of the whole clip"
        aria-valuemin={FLOOR}
        aria-valuemax={0}
        aria-valuenow={after ? Math.max(FLOOR, after.loudness) : FLOOR}
        aria-valuetext={
          after && before
            ? `${sayLevel(after.loudness)} LUFS, was ${sayLevel(before.loudness)}`
            : 'being measured'
        }
        className="relative pt-5 pb-4"
      >
        <div className="relative h-3.5 overflow-hidden rounded-1 bg-line">
          <div
            className="absolute inset-y-0 left-0 bg-edge transition-[width] duration-score"
            style={{ width: `${after && !silent ? share(after.loudness) : 0}%` }}
          />
          <div
            className="absolute inset-y-0 right-0 bg-danger/35"
            style={{ left: `${share(-9)}%` }}
          />
        </div>
        {before && !silent && (
          <Mark
            at={before.loudness}
            line="border-1 border-dashed"
            say={`was ${sayLevel(before.loudness)}`}
            side={quieter ? 'left' : 'right'}
          />
        )}
        {target !== null && (
          <Mark
            at={target}
            className="text-success"
            line="border-success"
            say={`target ${sayLevel(target, 0)}`}
            side={quieter ? 'right' : 'left'}
          />
        )}
        {MARKS.map((mark) => (
          <span
            key={mark}
            aria-hidden
            className="tabular -translate-x-1/2 absolute bottom-0 text-11 text-3 last:-translate-x-full"
            style={{ left: `${share(mark)}%` }}
          >
            {sayLevel(mark, 0)}
          </span>
        ))}
      </div>
      <dl className="grid grid-cols-3 gap-1.5">
        {(
          [
            ['LUFS, clip', after && !silent ? sayLevel(after.loudness) : '–'],
            ['dB, peak', after && !silent ? sayLevel(after.peak) : '–'],
            ['LU, range', after && !silent ? after.range.toFixed(1) : '–'],
          ] as const
        ).map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse rounded-2 bg-hover px-2.5 py-1.5">
            <dt className="text-11 text-2">{name}</dt>
            <dd className="tabular font-semibold text-15 text-1">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** A place on the meter, its words above it and to one side. */
function Mark({
  at,
  say,
  side,
  line,
  className = 'text-2',
}: {
  at: number
  say: string
  side: 'left' | 'right'
  line: string
  className?: string
}) {
  return (
    <span
      aria-hidden
      className={clsx('tabular absolute top-0 text-11', className)}
      style={{ left: `${share(at)}%` }}
    >
      <span className={clsx('-ml-px absolute top-[17px] h-[20px] border-l-[2px]', line)} />
      <span className={clsx('absolute whitespace-nowrap', side === 'left' ? 'right-0' : 'left-0')}>
        {say}
      </span>
    </span>
  )
}

const share = (lufs: number) => Math.max(0, Math.min(100, (1 - lufs / FLOOR) * 100))
const sayLevel = (db: number, digits = 1) => `${db < 0 ? '−' : ''}${Math.abs(db).toFixed(digits)}`
