import { RotateCcw } from 'lucide-react'
import { toClipTime } from '#core/cut-list.ts'
import { framedAs, layoutOf } from '#core/framing.ts'
import type { LayoutKind } from '#core/layout.ts'
import { Button } from '../components/button.tsx'
import { CropFields } from './crop-fields.tsx'
import { FacesSection } from './faces-section.tsx'
import { layoutNames } from './part-names.ts'
import { shotAt, shotsOf } from './shots.ts'
import { Section, TabBody } from './tab-body.tsx'
import { sayTenths } from './timeline-view.ts'
import { Transitions } from './transitions.tsx'
import { useMoment } from './use-moment.ts'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'

const kinds: { kind: LayoutKind; picture: string }[] = [
  { kind: 'fill', picture: 'M3 1h10v18H3z' },
  { kind: 'fit', picture: 'M3 6h10v8H3z' },
  { kind: 'split', picture: 'M3 1h10v8.5H3zM3 10.5h10V19H3z' },
  { kind: 'screen', picture: 'M3 1h10v7H3zM3 9h10v10H3z' },
]

/** How the shot under the playhead fills the picture, what of it is shown, and what lies over the seams. */
export function LayoutTab() {
  const { video } = useRoom()
  const parts = useParts()
  const canEdit = useCanEdit()
  const project = useClip((view) => view.project)
  const cuts = useClip((view) => view.cuts)
  const at = useMoment()
  const { framing, shape } = project
  if (!video.picture)
    return (
      <TabBody>
        <p className="text-13 text-2">
          This video has no picture, so there is nothing to frame. The clip shows its title on a
          dark ground.
        </p>
      </TabBody>
    )
  const now = layoutOf(framing, shape, at)
  if (!canEdit)
    return (
      <TabBody>
        <p className="text-13 text-2">This shot: {layoutNames[now]}.</p>
      </TabBody>
    )
  const shot = shotAt(project, at, video.durationMs)
  const follows = framedAs(framing, shape) !== shape
  const shots = shotsOf(project, video.durationMs)
  return (
    <TabBody
      foot={
        <Button
          className="w-full"
          icon={<RotateCcw size={14} aria-hidden />}
          disabled={follows || (framing.keys.length === 0 && framing.layouts.length === 0)}
          onClick={parts.resetFraming}
        >
          {shape === '9:16' ? 'As it was found' : 'Follow 9:16 again'}
        </Button>
      }
    >
      <Section
        name="This shot"
        hint={sayShot(
          toClipTime(cuts, Math.max(shot.from, cuts[0]?.from ?? 0)),
          toClipTime(cuts, shot.to - 1),
        )}
      >
        <div role="radiogroup" aria-label="Layout of this shot" className="grid grid-cols-4 gap-2">
          {kinds.map(({ kind, picture }) => (
            <label
              key={kind}
              className="group flex cursor-pointer flex-col items-center gap-1 text-12 text-2 has-checked:text-1"
            >
              <input
                type="radio"
                name="layout"
                className="peer sr-only"
                checked={now === kind}
                onChange={() => parts.setLayout(shot, kind)}
              />
              <span className="grid h-14 w-full place-items-center rounded-3 border border-line bg-bg peer-checked:border-mark peer-checked:shadow-[0_0_0_1px_var(--mark)] peer-focus-visible:outline-[2px] peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2">
                <svg viewBox="0 0 16 20" className="h-10 fill-[var(--text-3)]" aria-hidden>
                  <rect
                    x="2.5"
                    y=".5"
                    width="11"
                    height="19"
                    className="fill-[var(--hover)] stroke-[var(--edge)]"
                    strokeWidth=".5"
                  />
                  <path d={picture} />
                </svg>
              </span>
              {layoutNames[kind]}
            </label>
          ))}
        </div>
        {shots.length > 1 && (
          <Button size="small" onClick={() => parts.setLayouts(shots, now)}>
            {layoutNames[now]} for all {shots.length} shots
          </Button>
        )}
        {shape !== '9:16' && (
          <p className="text-12 text-3">
            {follows
              ? `${shape} follows 9:16. What you change here becomes its own.`
              : `${shape} has its own framing.`}
          </p>
        )}
      </Section>
      <FacesSection at={at} picture={video.picture} />
      <CropFields at={at} shot={shot} layout={now} picture={video.picture} />
      <Transitions />
    </TabBody>
  )
}

const sayShot = (from: number | null, to: number | null) =>
  from === null || to === null ? undefined : `${sayTenths(from)} to ${sayTenths(to)}`
