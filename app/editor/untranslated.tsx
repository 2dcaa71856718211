import { Languages } from 'lucide-react'
import { useState } from 'react'
import type { ClipId } from '#core/ids.ts'
import type { Language } from '#core/second-language.ts'
import { Button } from '../components/button.tsx'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'
import { languageName } from './language-name.ts'

/** Clips that have no captions in a chosen language, and the way to have them translated, one by one. */
export function Untranslated({
  language,
  clips,
  canEdit,
  onDone,
}: {
  language: Language
  clips: { clipId: ClipId; title: string }[]
  canEdit: boolean
  onDone(): Promise<unknown>
}) {
  const client = useTRPCClient()
  const [at, setAt] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const translate = async () => {
    setError(null)
    for (const [i, { clipId, title }] of clips.entries()) {
      setAt(i)
      const failed = await client.clips.translate.mutate({ clipId, language }).then(
        () => null,
        (reason: unknown) => `${title}: ${sayOf(reason)}`,
      )
      // What one is refused for, the others would be too.
      if (failed) {
        setError(failed)
        break
      }
    }
    setAt(null)
    await onDone()
  }
  const [first] = clips
  return (
    <div className="flex flex-wrap items-center gap-2.5 rounded-3 bg-bg p-3 text-13 text-2">
      <Languages size={16} className="shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1" role={error ? 'alert' : undefined}>
        <b className="font-semibold text-1">
          {clips.length === 1 && first ? `“${first.title}” has` : `${clips.length} clips have`} no{' '}
          {languageName(language)} yet.
        </b>{' '}
        {error ?? 'The other files go on without.'}
      </p>
      {canEdit && (
        <Button size="small" busy={at !== null} onClick={() => void translate()}>
          {at === null ? 'Translate' : `Translating ${at + 1} of ${clips.length}`}
        </Button>
      )}
    </div>
  )
}
