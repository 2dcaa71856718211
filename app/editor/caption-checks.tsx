import { CircleCheck, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { CaptionStyle } from '#core/caption-style.ts'
import { contrast, READABLE, seenOn } from '#core/colour.ts'
import { platformNames } from '#core/safe-zone.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { outOfZone } from './out-of-zone.ts'
import { EASY, readingSpeed, TOO_FAST } from './reading-speed.ts'
import { sayTenths } from './timeline-view.ts'
import { useClip, useRoom } from './use-room.tsx'

/** What a careful reader would look at before the file goes out. */
export function CaptionChecks({ style }: { style: CaptionStyle }) {
  const { room } = useRoom()
  const pages = useClip((view) => view.pages)
  const shape = useClip((view) => view.project.shape)
  const speed = useMemo(() => readingSpeed(pages), [pages])
  const look = resolveLook(style, shape)
  const { guard } = look.colours
  const out = outOfZone(look, style.safeZone)
  const faint = (['base', 'active', 'emphasis'] as const).filter(
    (part) =>
      (part === 'base' || look.pill === null) &&
      contrast(seenOn(guard, look.colours[part]), guard) < READABLE,
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
        <Check good={out === null}>
          <b className="font-semibold text-1">
            {out === null ? 'Clear of buttons' : 'Under the buttons'}
          </b>{' '}
          on {platformNames[style.safeZone]}
          {out !== null && `: the place you chose is too ${out}`}
        </Check>
      )}
      {faint.length > 0 && (
        <Check good={false}>
          <b className="font-semibold text-1">Low contrast.</b>{' '}
          {faint.includes('base')
            ? 'The words are'
            : faint.includes('active')
              ? 'The word being said is'
              : 'Emphasis is'}{' '}
          hard to tell from {faint.includes('base') ? 'their' : 'its'} ground
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
