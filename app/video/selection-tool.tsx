import { Scissors, X } from 'lucide-react'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import type { Span, TranscriptText } from '../editor/transcript-text.ts'
import { sayLength } from '../say-time.ts'

/** What can be done with the words that are selected. */
export function SelectionTool({
  text,
  span,
  busy,
  onMakeClip,
  onClear,
}: {
  text: TranscriptText
  span: Span
  busy: boolean
  onMakeClip: ((span: Span) => void) | null
  onClear(): void
}) {
  const count = span.last - span.first + 1
  const length = (text.words[span.last]?.to ?? 0) - (text.words[span.first]?.from ?? 0)
  return (
    <section
      aria-label="Selected words"
      className="absolute inset-x-3 bottom-3 flex items-center gap-2 rounded-3 bg-raised p-1.5 pl-3 shadow-e2"
    >
      <p className="tabular min-w-0 flex-1 truncate text-12 text-2">
        {sayCount(count, 'word')}, {sayLength(length)}
      </p>
      {onMakeClip && (
        <Button
          look="filled"
          size="small"
          busy={busy}
          icon={<Scissors size={14} aria-hidden />}
          onClick={() => onMakeClip(span)}
        >
          Make clip
        </Button>
      )}
      <IconButton label="Clear selection" className="size-7" onClick={onClear}>
        <X size={16} aria-hidden />
      </IconButton>
    </section>
  )
}
