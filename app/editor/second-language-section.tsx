import { Languages } from 'lucide-react'
import { useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { LINE_LENGTH } from '#core/second-language.ts'
import { Button } from '../components/button.tsx'
import { LanguageOptions } from '../components/language-options.tsx'
import { toast } from '../components/toast.ts'
import { sayClock } from '../say-time.ts'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'
import { languageName } from './language-name.ts'
import { StyleRow } from './style-row.tsx'
import { useParts } from './use-parts.ts'
import { useClip, useRoom } from './use-room.tsx'

/** Which second language is shown, the way to have one made, and its lines to put right by hand. */
export function SecondLanguageSection() {
  const { clip } = useRoom()
  const client = useTRPCClient()
  const parts = useParts()
  const shown = useClip(({ project }) => project.secondLanguage ?? '')
  const lines = useClip(({ project }) => project.second)
  const [wanted, setWanted] = useState('es')
  const [busy, setBusy] = useState(false)
  const there = parts.secondLanguages()
  const translate = async () => {
    setBusy(true)
    await client.clips.translate.mutate({ clipId: clip.id, language: wanted }).then(
      ({ lines: { length }, missing }) =>
        toast(
          `${languageName(wanted)}: ${sayCount(length, 'line')}${missing > 0 ? `, ${missing} missing` : ''}`,
        ),
      (error: unknown) => void toast.error(sayOf(error)),
    )
    setBusy(false)
  }
  return (
    <>
      {there.length > 0 && (
        <StyleRow name="Shown">
          <select
            aria-label="Second language that is shown"
            value={shown}
            onChange={({ target }) => parts.showSecond(target.value || null)}
            className={field}
          >
            <option value="">None</option>
            {there.map((code) => (
              <option key={code} value={code}>
                {languageName(code)}
              </option>
            ))}
          </select>
        </StyleRow>
      )}
      <StyleRow name="Translate to">
        <div className="flex w-full min-w-0 gap-1.5">
          <select
            aria-label="Translate to"
            value={wanted}
            onChange={({ target }) => setWanted(target.value)}
            className={field}
          >
            <LanguageOptions />
          </select>
          <Button
            size="small"
            busy={busy}
            icon={<Languages size={14} aria-hidden />}
            onClick={() => void translate()}
          >
            {there.includes(wanted) ? 'Again' : 'Translate'}
          </Button>
        </div>
      </StyleRow>
      {lines && lines.length > 0 && (
        <ol aria-label={`Lines in ${languageName(shown)}`} className="mt-1 flex flex-col gap-1">
          {lines.map(({ from, text }) => (
            <li key={`${from} ${text}`} className="flex items-center gap-1.5">
              <span className="tabular w-10 shrink-0 text-11 text-3">{sayClock(from)}</span>
              <input
                aria-label={`Line at ${sayClock(from)}`}
                lang={shown}
                dir="auto"
                defaultValue={text}
                maxLength={LINE_LENGTH}
                className={field}
                onBlur={({ target }) => {
                  const said = target.value.trim()
                  if (said && said !== text) parts.editSecondLine(shown, from, said)
                }}
                onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

const field =
  'h-8 w-full min-w-0 rounded-2 border border-edge bg-bg px-2 text-12 text-1 max-md:h-10'
