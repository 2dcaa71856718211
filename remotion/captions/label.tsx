import type { LaidLabel } from '../caption-layout.ts'
import { CaptionRuns } from './caption-word.tsx'
import { Mark } from './mark.tsx'

type LabelProps = { label: LaidLabel; fill: string; ground: string | null; radius?: number }

/** A tag, a name or a line of the second language, in its box. */
export const Label = ({ label, fill, ground, radius = 0 }: LabelProps) => (
  <>
    {ground !== null && <Mark box={label.box} radius={radius * label.size} fill={ground} />}
    <CaptionRuns {...label} tracking={0} fill={fill} />
  </>
)
