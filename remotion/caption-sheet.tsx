import type { LaidPage } from './caption-layout.ts'
import { CaptionPicture } from './captions/caption-picture.tsx'
import type { ResolvedLook } from './resolve-look.ts'
import type { SheetPlan } from './sheet-plan.ts'

export type CaptionSheetProps = {
  look: ResolvedLook
  pages: LaidPage[]
  plan: SheetPlan
  /** Which states of the plan. */
  states: number[]
}

/** States one below another, each cut to the band. */
export function CaptionSheet({ look, pages, plan, states }: CaptionSheetProps) {
  const { band } = plan
  return (
    <svg
      width={band.width}
      height={band.height * states.length}
      style={{ display: 'block' }}
      role="presentation"
    >
      {states
        .flatMap((index, cell) => {
          const state = plan.states[index]
          return state ? [{ state, cell }] : []
        })
        .map(({ state, cell }) => (
          <svg
            key={cell}
            y={cell * band.height}
            width={band.width}
            height={band.height}
            viewBox={`${band.x} ${band.y} ${band.width} ${band.height}`}
            overflow="hidden"
            role="presentation"
          >
            <CaptionPicture pages={pages} state={state} look={look} />
          </svg>
        ))}
    </svg>
  )
}
