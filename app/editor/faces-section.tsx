import { useQuery } from '@tanstack/react-query'
import { ScanFace, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { toClipTime } from '#core/cut-list.ts'
import { facePath } from '#core/faces/face-path.ts'
import type { Doubt, FacedShot } from '#core/faces/frame-by-faces.ts'
import { layoutOf } from '#core/framing.ts'
import { slotRatio } from '#core/layout.ts'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'
import { layoutNames } from './part-names.ts'
import { cropOf } from './shots.ts'
import { Section } from './tab-body.tsx'
import { sayTenths } from './timeline-view.ts'
import { useParts } from './use-parts.ts'
import { useClip, useRoom } from './use-room.tsx'

const doubts: Record<Doubt, string> = {
  'which-one-talks': 'Two faces, one voice',
  'comes-and-goes': 'The face comes and goes',
  nobody: 'Nobody to follow',
}

/** Whom the shots show, the way to frame them all by it, and the shots somebody should look at. */
export function FacesSection({
  at,
  picture,
}: {
  /** Source ms. */
  at: number
  picture: { width: number; height: number }
}) {
  const { room, clip } = useRoom()
  const client = useTRPCClient()
  const parts = useParts()
  const project = useClip((view) => view.project)
  const cuts = useClip((view) => view.cuts)
  const [busy, setBusy] = useState(false)
  const { framing, shape, pieces } = project
  const edges = pieces.map(({ from, to }) => `${from}-${to}`).join()
  const found = useQuery({
    queryKey: ['faces', clip.id, shape, edges],
    queryFn: () => client.clips.faces.query({ clipId: clip.id, shape }),
    retry: false,
  })
  const shots = found.data ?? []
  const frame = async () => {
    setBusy(true)
    await client.clips.frameByFaces.mutate({ clipId: clip.id, shape }).then(
      ({ shots: framed, skipped }) => toast(sayFramed(framed.length, skipped)),
      (error: unknown) => void toast.error(sayOf(error)),
    )
    setBusy(false)
  }
  const boxOf = (
    person: FacedShot['people'][number],
    shot: FacedShot,
    slot: 'main' | 'first' | 'second',
  ) => {
    const frame = { ratio: slotRatio(slot, shape), sourceRatio: picture.width / picture.height }
    return facePath([{ ...person, t: shot.from }], shot, frame)[0]?.box
  }
  const choose = (shot: FacedShot, people: FacedShot['people']) => {
    const slots = people.length > 1 ? (['first', 'second'] as const) : (['main'] as const)
    const crops = slots.flatMap((slot, i) => {
      const box = people[i] && boxOf(people[i], shot, slot)
      return box ? [{ slot, box }] : []
    })
    parts.frameShot(shot, crops, people.length > 1 ? 'split' : 'fill')
    next(shot)
  }
  /** Nobody is followed: the shot stays as it is framed now, from its beginning to its end. */
  const hold = (shot: FacedShot) => {
    const sourceRatio = picture.width / picture.height
    const [person] = shot.people
    const box =
      (person && boxOf(person, shot, 'main')) ??
      cropOf(project, { shape, slot: 'main', at: shot.from, sourceRatio })
    parts.frameShot(shot, [{ slot: 'main', box }], 'fill')
    next(shot)
  }
  const showWhole = (shot: FacedShot) => {
    parts.setLayout(shot, 'fit')
    next(shot)
  }
  const open = shots.filter(
    (shot) =>
      shot.doubt !== null &&
      !framing.keys.some(({ t, auto }) => !auto && t >= shot.from && t < shot.to) &&
      ['fill', 'split'].includes(layoutOf(framing, shape, shot.from)),
  )
  const go = (shot: FacedShot | undefined) => {
    const cut = shot && cuts.find((one) => one.to > shot.from && one.from < shot.to)
    const time = shot && cut && toClipTime(cuts, Math.max(shot.from, cut.from))
    if (typeof time === 'number') room.transport.seek(time)
  }
  const next = (after: FacedShot) => go(open.find((shot) => shot.from > after.from))
  const here = shots.find((shot) => at >= shot.from && at < shot.to)
  const doubtful = here && open.includes(here) ? here : open[0]
  return (
    <>
      <Section
        name="People"
        hint={here && here.people.length > 0 ? `${here.people.length} in this shot` : undefined}
      >
        {found.isError && <p className="text-12 text-3">{sayOf(found.error)}</p>}
        {found.isPending && <p className="text-12 text-3">Reading where the faces are…</p>}
        {found.isSuccess && !shots.some(({ people }) => people.length > 0) && (
          <p className="text-12 text-3">No face was found in this clip.</p>
        )}
        {here && here.people.length > 1 && <PeopleButtons shot={here} onChoose={choose} />}
        <Button
          className="w-full"
          icon={<ScanFace size={15} aria-hidden />}
          busy={busy}
          disabled={!shots.some(({ people }) => people.length > 0)}
          onClick={() => void frame()}
        >
          Frame by faces
        </Button>
      </Section>
      {doubtful && (
        <Section name="Not sure" hint={sayCount(open.length, 'shot')}>
          <div className="flex flex-col gap-2 rounded-3 border-warning border-l-[2px] bg-bg p-2.5">
            <button
              type="button"
              className="flex items-center gap-1.5 text-left text-13 text-1"
              onClick={() => go(doubtful)}
            >
              <TriangleAlert size={14} aria-hidden className="shrink-0 text-warning" />
              <span className="tabular">
                {sayTenths(toClipTime(cuts, Math.max(doubtful.from, cuts[0]?.from ?? 0)) ?? 0)}
              </span>
              {doubtful.doubt && doubts[doubtful.doubt]}
            </button>
            <div className="flex flex-wrap gap-1.5">
              {doubtful.people.length > 1 ? (
                <PeopleButtons shot={doubtful} onChoose={choose} />
              ) : (
                <>
                  <Button size="small" onClick={() => hold(doubtful)}>
                    Hold still
                  </Button>
                  <Button size="small" onClick={() => showWhole(doubtful)}>
                    {layoutNames.fit}
                  </Button>
                </>
              )}
              {open.length > 1 && (
                <Button size="small" look="ghost" onClick={() => next(doubtful)}>
                  Next
                </Button>
              )}
            </div>
          </div>
        </Section>
      )}
    </>
  )
}

/** The people of a shot from left to right, and two of them together. */
function PeopleButtons({
  shot,
  onChoose,
}: {
  shot: FacedShot
  onChoose(shot: FacedShot, people: FacedShot['people']): void
}) {
  const order = [...shot.people].sort((a, b) => a.x - b.x)
  const names = order.length === 2 ? ['Left', 'Right'] : order.map((_, i) => `${i + 1} from left`)
  return (
    <div className="flex flex-wrap gap-1.5">
      {order.map((person, i) => (
        <Button key={`${person.x}`} size="small" onClick={() => onChoose(shot, [person])}>
          {names[i]}
        </Button>
      ))}
      {order.length === 2 && (
        <Button size="small" onClick={() => onChoose(shot, order)}>
          Split
        </Button>
      )}
    </div>
  )
}

const sayFramed = (shots: number, skipped: number) =>
  `Framed ${sayCount(shots - skipped, 'shot')} by faces${skipped > 0 ? `. ${sayCount(skipped, 'shot')} framed by hand ${skipped === 1 ? 'stays as it was' : 'stay as they were'}` : ''}`
