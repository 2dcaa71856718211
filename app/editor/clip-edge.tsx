import { ChevronDown, ChevronUp } from 'lucide-react'

/** Where the clip begins or ends in the transcript, and the way to let in one more sentence. */
export function ClipEdge({
  say,
  place,
  onAdd,
}: {
  say: string
  place: 'before' | 'after'
  onAdd?: (place: 'before' | 'after') => void
}) {
  return (
    <div className="my-1.5 flex items-center gap-2 text-12">
      <span className="h-0.5 w-3 shrink-0 bg-mark" />
      <span className="tabular shrink-0 font-semibold text-accent-text">{say}</span>
      {onAdd && (
        <button
          type="button"
          className="inline-flex h-6 shrink-0 items-center gap-1.5 rounded-2 border border-line bg-raised px-2 font-medium text-1 text-12 hover:bg-hover"
          onClick={() => onAdd(place)}
          aria-label={place === 'before' ? 'Add the sentence before' : 'Add the sentence after'}
        >
          {place === 'before' ? (
            <ChevronUp size={13} aria-hidden />
          ) : (
            <ChevronDown size={13} aria-hidden />
          )}
          Add sentence
        </button>
      )}
      <span className="h-0.5 flex-1 bg-mark" />
    </div>
  )
}
