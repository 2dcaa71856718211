import { Download } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPCClient } from '../trpc/client.tsx'
import type { Words } from './use-video-page.ts'
import type { VideoPage } from './video-page.ts'

const FORMATS = ['srt', 'vtt', 'txt', 'json'] as const

/** A video's words as a document: who speaks, what was heard wrong everywhere, and files of it. */
export function WordsDialog({
  page,
  words,
  onClose,
}: {
  page: VideoPage
  words: Words
  onClose(): void
}) {
  const { transcript, mayChange } = page
  if (!transcript) return null
  const shares = sharesOf(words)
  return (
    <Dialog
      open
      onClose={onClose}
      title="Words and speakers"
      lead="A name or a word that you put right here is put right everywhere, also in clips."
    >
      {shares.length > 0 && (
        <section aria-label="Speakers" className="flex flex-col gap-2">
          <h3 className="font-semibold text-13 text-1">Speakers</h3>
          {shares.map(({ speaker, share }) => (
            <SpeakerName
              key={`${speaker} ${words.text.speakers[speaker]}`}
              transcriptionId={transcript.id}
              speaker={speaker}
              name={words.text.speakers[speaker] ?? ''}
              share={share}
              readOnly={!mayChange}
            />
          ))}
        </section>
      )}
      {mayChange && <FixForm transcriptionId={transcript.id} />}
      <section aria-label="Files" className="flex flex-col gap-2">
        <h3 className="font-semibold text-13 text-1">Take the words along</h3>
        <div className="flex flex-wrap gap-2">
          {FORMATS.map((format) => (
            <a
              key={format}
              href={`/videos/${page.id}/words/${format}`}
              download
              className="inline-flex h-8 items-center gap-1.5 rounded-2 border border-line bg-raised px-3 font-semibold text-13 text-1 hover:bg-hover max-md:h-11"
            >
              <Download size={14} aria-hidden /> {format.toUpperCase()}
            </a>
          ))}
        </div>
      </section>
    </Dialog>
  )
}

/** Who speaks, and how much of the words are theirs; whoever says nothing is not listed. */
function sharesOf({ text }: Words) {
  const counts = new Map<number, number>()
  for (const { speaker } of text.words)
    if (speaker !== null) counts.set(speaker, (counts.get(speaker) ?? 0) + 1)
  return [...counts]
    .map(([speaker, count]) => ({ speaker, share: count / Math.max(1, text.words.length) }))
    .sort((a, b) => b.share - a.share)
}

function SpeakerName({
  transcriptionId,
  speaker,
  name,
  share,
  readOnly,
}: {
  transcriptionId: NonNullable<VideoPage['transcript']>['id']
  speaker: number
  name: string
  share: number
  readOnly: boolean
}) {
  const client = useTRPCClient()
  const [typed, setTyped] = useState(name)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === '' || typed.trim() === name) return
    setBusy(true)
    await client.videos.renameSpeaker
      .mutate({ transcriptionId, speakerId: speaker, name: typed })
      .then(
        () => toast(`${name} is ${typed.trim()} everywhere now`),
        (error: unknown) => void toast.error(sayOf(error)),
      )
    setBusy(false)
  }
  return (
    <form onSubmit={submit} className="flex items-center gap-2">
      <input
        aria-label={`Name of ${name}`}
        value={typed}
        maxLength={80}
        readOnly={readOnly}
        onChange={(event) => setTyped(event.target.value)}
        className="h-8 min-w-0 flex-1 rounded-2 border border-edge bg-bg px-3 text-13 text-1 max-md:h-11"
      />
      <span className="tabular w-10 text-right text-12 text-3">{Math.round(share * 100)} %</span>
      {!readOnly && (
        <Button
          type="submit"
          size="small"
          busy={busy}
          disabled={typed.trim() === '' || typed.trim() === name}
        >
          Rename
        </Button>
      )}
    </form>
  )
}

/** How long nobody types before places are counted, ms. */
const REST_MS = 300

function FixForm({
  transcriptionId,
}: {
  transcriptionId: NonNullable<VideoPage['transcript']>['id']
}) {
  const client = useTRPCClient()
  const [heard, setHeard] = useState('')
  const [said, setSaid] = useState('')
  const [places, setPlaces] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    setPlaces(null)
    if (heard.trim() === '') return
    let isOld = false
    const rest = setTimeout(() => {
      client.videos.fixEverywhere
        .mutate({ transcriptionId, heard, said: heard, countOnly: true })
        .then(
          (counted) => isOld || setPlaces(counted.places),
          () => {},
        )
    }, REST_MS)
    return () => {
      isOld = true
      clearTimeout(rest)
    }
  }, [client, transcriptionId, heard])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    await client.videos.fixEverywhere.mutate({ transcriptionId, heard, said }).then(
      (fixed) => {
        const clips = fixed.clips === 1 ? ', and 1 clip' : `, and ${fixed.clips} clips`
        toast(`Put right in ${sayPlaces(fixed.places)}${fixed.clips === 0 ? '' : clips}`)
        setHeard('')
        setSaid('')
      },
      (error: unknown) => void toast.error(sayOf(error)),
    )
    setBusy(false)
  }
  return (
    <form onSubmit={submit} aria-label="Heard wrong" className="flex flex-col gap-2">
      <h3 className="font-semibold text-13 text-1">Heard wrong everywhere</h3>
      <div className="grid grid-cols-2 gap-2">
        <Field
          label="Heard"
          value={heard}
          maxLength={200}
          onChange={(event) => setHeard(event.target.value)}
        />
        <Field
          label="Said"
          value={said}
          maxLength={200}
          onChange={(event) => setSaid(event.target.value)}
        />
      </div>
      <div className="flex items-center gap-3">
        <Button
          type="submit"
          look="filled"
          busy={busy}
          disabled={said.trim() === '' || places === null || places === 0}
        >
          Put right
        </Button>
        <p role="status" className="text-12 text-3">
          {places === null ? '' : places === 0 ? 'Nowhere in these words' : sayPlaces(places)}
        </p>
      </div>
    </form>
  )
}

const sayPlaces = (count: number) => (count === 1 ? '1 place' : `${count} places`)
