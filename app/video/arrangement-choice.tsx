import type { Arrangement, ArrangementChoice } from '#core/arrangement.ts'

const leftOut: Record<Arrangement['skips'][number]['why'], string> = {
  promo: 'an advertisement',
  courtesy: 'courtesies',
  tangent: 'a tangent',
}

/** What is proposed besides playing a moment as it was spoken; each can be left out. */
export function ArrangementChoiceField({
  proposed,
  choice,
  of,
  onChoose,
}: {
  /** What holds for the moment's edges as they are now. */
  proposed: Arrangement
  choice: ArrangementChoice
  of: string
  /** Absent: it can only be read. */
  onChoose: ((choice: ArrangementChoice) => void) | undefined
}) {
  const { opensWith, skips } = proposed
  const [first] = skips
  if (!opensWith && !first) return null
  const skipped = skips.reduce((sum, { from, to }) => sum + to - from, 0)
  return (
    <ul aria-label={`How ${of} is told`} className="flex flex-col gap-0.5">
      {opensWith && (
        <Line
          checked={choice.opening}
          say="Opens with the payoff"
          quote={opensWith.quote}
          onCheck={onChoose && ((opening) => onChoose({ ...choice, opening }))}
        />
      )}
      {first && (
        <Line
          checked={choice.skips}
          say={`Skips ${Math.round(skipped / 1000)} s, ${leftOut[first.why]}`}
          quote={first.quote}
          onCheck={onChoose && ((wanted) => onChoose({ ...choice, skips: wanted }))}
        />
      )}
    </ul>
  )
}

function Line({
  checked,
  say,
  quote,
  onCheck,
}: {
  checked: boolean
  say: string
  quote: string
  onCheck: ((checked: boolean) => void) | undefined
}) {
  return (
    <li>
      <label className="flex min-h-6 cursor-pointer items-start gap-1.5 text-12 text-2">
        <input
          type="checkbox"
          checked={checked}
          disabled={!onCheck}
          onChange={(event) => onCheck?.(event.target.checked)}
          className="mt-0.5 size-3.5 shrink-0 accent-accent"
        />
        <span className="line-clamp-2 min-w-0">
          {say}: <q className="text-1">{quote}</q>
        </span>
      </label>
    </li>
  )
}
