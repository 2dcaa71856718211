import { clsx } from 'clsx'
import { useMemo } from 'react'
import type { CompactTranscript } from '#core/compact-transcript.ts'
import type { Raise } from '#core/moments/score-of-clip.ts'
import type { ScoreParts } from '#core/suggestion.ts'
import { ScoreRing } from '../components/score-ring.tsx'
import type { EditorSuggestion } from './editor-data.ts'
import { selectWords } from './selection.ts'
import { useLiveScore } from './use-live-score.ts'
import { useRoom } from './use-room.tsx'

const partNames: Record<keyof ScoreParts, string> = {
  hook: 'Hook',
  emotion: 'Emotion',
  topic: 'Topic',
  thought: 'Thought',
  visual: 'Visual',
}

/** The clip's score as it is cut now, its parts, what would raise it, and why it was suggested. */
export function ScorePanel({
  transcript,
  suggestion,
}: {
  transcript: CompactTranscript | null
  suggestion: EditorSuggestion | null
}) {
  const { video } = useRoom()
  const talk = useMemo(
    () =>
      transcript && {
        ...{ transcript, energy: video.energy?.src ?? null, shots: video.shots },
        suggested: suggestion?.range ?? null,
      },
    [transcript, video, suggestion],
  )
  const live = useLiveScore(talk)
  const shown = live?.score ?? suggestion
  if (!shown) return null
  const { score, parts } = shown
  const change = live?.change ?? 0
  const gained = live?.sinceSuggested ?? change
  return (
    <section
      aria-label="Score"
      aria-busy={live?.stale ?? false}
      className={clsx(
        'flex flex-col gap-3 text-12 transition-opacity',
        live?.stale && 'opacity-60',
      )}
    >
      <div className="flex items-center gap-3">
        <ScoreRing score={score} size={64} change={change} />
        <div className="min-w-0">
          <div className="font-semibold text-13 text-1">Score</div>
          {gained !== 0 && (
            <div
              className={clsx('tabular font-semibold', gained > 0 ? 'text-success' : 'text-danger')}
            >
              {gained > 0 ? `+${gained}` : `−${-gained}`}
              {live?.sinceSuggested !== null && ' since suggested'}
            </div>
          )}
          <div className="text-3">
            {live ? 'as cut now' : 'as suggested'}, ranked within this video
          </div>
        </div>
      </div>
      <PartTable parts={parts} />
      {live?.score.raise && <RaiseLine raise={live.score.raise} />}
      {suggestion && suggestion.reasons.length > 0 && (
        <ul
          aria-label="Why it was suggested"
          className="flex flex-col gap-2 border-line border-t pt-3"
        >
          {suggestion.reasons.slice(0, 4).map((reason) => (
            <li key={`${reason.part} ${reason.say}`} className="text-2">
              <b
                className={
                  reason.good ? 'font-semibold text-success' : 'font-semibold text-warning'
                }
              >
                {partNames[reason.part]}.
              </b>{' '}
              {reason.say}
              {reason.quote && <span className="text-1"> “{reason.quote}”</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function PartTable({ parts }: { parts: ScoreParts }) {
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">Parts of the score</caption>
      <tbody>
        {(Object.keys(partNames) as (keyof ScoreParts)[]).map((part) => (
          <tr key={part} className="h-[26px]">
            <th scope="row" className="w-16 text-left font-normal text-2">
              {partNames[part]}
            </th>
            {parts[part] === null ? (
              <td colSpan={2} className="text-3">
                no signal here
              </td>
            ) : (
              <>
                <td aria-hidden>
                  <div className="h-1 rounded-full bg-line">
                    <div
                      className="h-full rounded-full bg-[#bcbec0]"
                      style={{ width: `${parts[part]}%` }}
                    />
                  </div>
                </td>
                <td className="tabular w-9 text-right font-medium text-1">
                  {Math.round(parts[part] ?? 0)}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Pressed, it selects the words it speaks of: one key more cuts them or puts them back. */
function RaiseLine({ raise: { say, gain, cut, add } }: { raise: Raise }) {
  const { room } = useRoom()
  const span = cut ?? add
  return (
    <p className="border-line border-t pt-3 text-2">
      <b className="font-semibold text-success">What would raise it.</b>{' '}
      <button
        type="button"
        className="min-h-6 text-left text-1 underline decoration-edge underline-offset-2 hover:decoration-mark"
        onClick={() => {
          if (!span) return
          room.ui.setState({
            selection: selectWords(span.first, span.last),
            show: { word: span.first, flash: [] },
          })
        }}
      >
        {say}
      </button>{' '}
      <span className="tabular text-success">+{Math.round(gain)}</span>
    </p>
  )
}
