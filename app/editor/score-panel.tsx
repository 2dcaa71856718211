import type { ScoreParts } from '#core/suggestion.ts'
import { ScoreRing } from '../components/score-ring.tsx'
import type { EditorSuggestion } from './editor-data.ts'

const partNames: Record<keyof ScoreParts, string> = {
  hook: 'Hook',
  emotion: 'Emotion',
  topic: 'Topic',
  thought: 'Thought',
  visual: 'Visual',
}

/** The score this moment was suggested with, its five parts, and the words they rest on. */
export function ScorePanel({ suggestion }: { suggestion: EditorSuggestion }) {
  const { score, parts, reasons } = suggestion
  return (
    <section aria-label="Score" className="flex flex-col gap-3 text-12">
      <div className="flex items-center gap-3">
        <ScoreRing score={score} size={64} />
        <div>
          <div className="font-semibold text-13 text-1">Score</div>
          <div className="text-3">as suggested, ranked within this video</div>
        </div>
      </div>
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
                    <div className="h-1 overflow-hidden rounded-full bg-line">
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
      {reasons.length > 0 && (
        <ul className="flex flex-col gap-2 border-line border-t pt-3">
          {reasons.slice(0, 4).map((reason) => (
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
