import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ImageIcon, Music, Pause, Play, Trash2, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { AssetKind } from '#core/asset.ts'
import type { AssetId } from '#core/ids.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { sayOf, useTRPC, useTRPCClient } from '../trpc/client.tsx'
import { assetFile } from './asset-file.ts'
import { sayLength } from './timeline-view.ts'
import { type SentAsset, uploadAsset } from './upload-asset.ts'
import { useRoom } from './use-room.tsx'

const words: Record<AssetKind, { title: string; accept: string; none: string; lead: string }> = {
  picture: {
    title: 'Pictures',
    accept: 'image/png,image/jpeg,image/webp',
    none: 'No pictures yet. Bring your logo as a PNG with a clear ground.',
    lead: 'PNG, JPEG or WebP, up to 10 MB. Everybody in this workspace can use them.',
  },
  sound: {
    title: 'Music',
    accept:
      'audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,audio/ogg,audio/flac,.mp3,.m4a,.wav,.ogg,.flac',
    none: 'No music yet. Bring music you may use.',
    lead: 'MP3, M4A, WAV, Ogg or FLAC, up to 50 MB. Everybody in this workspace can use it.',
  },
}

/** What was deleted while the list is open. */
type Removed = { id: AssetId; name: string; usedBy: string | null }

/** The pictures or the music of the workspace, to choose from and to add to. A choice closes it. */
export function AssetPicker({
  kind,
  chosen = null,
  onChoose,
  onClose,
}: {
  kind: AssetKind
  chosen?: AssetId | null
  onChoose(id: AssetId): void
  onClose(): void
}) {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const cache = useQueryClient()
  const list = useQuery(trpc.assets.list.queryOptions({ clipId: clip.id, kind }))
  const refresh = () =>
    cache.invalidateQueries({ queryKey: trpc.assets.list.queryKey({ clipId: clip.id, kind }) })
  const { title, lead, none } = words[kind]
  const choose = (id: AssetId) => {
    onClose()
    onChoose(id)
  }
  const [removed, setRemoved] = useState<Removed[]>([])
  const [refusal, setRefusal] = useState<string | null>(null)
  const attempt = (work: Promise<void>) => {
    setRefusal(null)
    work.catch((error: unknown) => setRefusal(sayOf(error))).finally(refresh)
  }
  const remove = ({ id, name }: Omit<Removed, 'usedBy'>) =>
    attempt(
      client.assets.remove
        .mutate({ assetId: id })
        .then(({ usedBy }) => setRemoved((before) => [{ id, name, usedBy }, ...before])),
    )
  const restore = (id: AssetId) =>
    attempt(
      client.assets.restore
        .mutate({ assetId: id })
        .then(() => setRemoved((before) => before.filter((one) => one.id !== id))),
    )
  return (
    <Dialog open onClose={onClose} title={title} lead={lead}>
      <Sending
        kind={kind}
        onKept={async (id) => {
          await refresh()
          choose(id)
        }}
      />
      {list.isPending && <p className="text-13 text-3">Looking…</p>}
      {list.isError && <p className="text-13 text-danger">{sayOf(list.error)}</p>}
      <div role="status" className="flex flex-col gap-2 empty:hidden">
        {removed.map(({ id, name, usedBy }) => (
          <div key={id} className="flex items-center gap-3 rounded-3 bg-bg py-2 pr-2 pl-3">
            <p className="min-w-0 flex-1 break-words text-13 text-1">
              Deleted “{name}”. {usedBy && `${usedBy} uses it. `}
              <span className="text-2">
                A clip that uses it cannot be exported until it has another.
              </span>
            </p>
            <Button
              size="small"
              className="pointer-coarse:h-11"
              aria-label={`Undo: bring back ${name}`}
              onClick={() => restore(id)}
            >
              Undo
            </Button>
          </div>
        ))}
      </div>
      {refusal && (
        <p role="alert" className="text-13 text-danger">
          {refusal}
        </p>
      )}
      {list.data?.length === 0 && <p className="text-13 text-3">{none}</p>}
      <ul
        aria-label={title}
        className={
          kind === 'picture'
            ? 'grid grid-cols-3 gap-2 pointer-coarse:grid-cols-2'
            : 'flex flex-col gap-1'
        }
      >
        {list.data?.map((asset) => (
          <li key={asset.id} className="relative flex min-w-0 items-center gap-1">
            {kind === 'sound' && <Listen id={asset.id} name={asset.name} />}
            <button
              type="button"
              aria-pressed={asset.id === chosen}
              className={
                kind === 'picture'
                  ? 'flex w-full min-w-0 flex-col gap-1 rounded-3 border border-line p-1.5 hover:border-edge aria-pressed:border-mark'
                  : 'flex h-10 min-w-0 flex-1 pointer-coarse:h-11 items-center gap-2 rounded-2 px-2 text-left hover:bg-hover aria-pressed:bg-accent-soft'
              }
              onClick={() => choose(asset.id)}
            >
              {kind === 'picture' && (
                <img
                  src={assetFile(asset.id)}
                  alt=""
                  loading="lazy"
                  className="h-16 w-full rounded-2 bg-[repeating-conic-gradient(var(--hover)_0_25%,var(--bg)_0_50%)] bg-[length:12px_12px] object-contain"
                />
              )}
              <span
                className={
                  kind === 'picture'
                    ? 'w-full truncate pr-7 text-left text-12 text-1 leading-6 pointer-coarse:pr-10 pointer-coarse:leading-10'
                    : 'w-full truncate text-12 text-1'
                }
              >
                {asset.name}
              </span>
              {asset.durationMs !== null && (
                <span className="tabular shrink-0 text-12 text-3">
                  {sayLength(asset.durationMs)}
                </span>
              )}
            </button>
            <IconButton
              label={`Delete ${asset.name}`}
              className={
                kind === 'picture'
                  ? 'absolute right-0.5 bottom-0.5 pointer-coarse:size-11'
                  : 'pointer-coarse:size-11'
              }
              onClick={() => remove(asset)}
            >
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Takes a file from the disk or dropped here, and says how far it is. */
function Sending({ kind, onKept }: { kind: AssetKind; onKept(id: AssetId): void }) {
  const { clip } = useRoom()
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<{ name: string; share: number; sent: SentAsset } | null>(
    null,
  )
  const [trouble, setTrouble] = useState<string | null>(null)
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])
  const send = (file: File | undefined) => {
    if (!file) return
    setTrouble(null)
    const sent = uploadAsset(file, { clipId: clip.id, kind }, (share) =>
      setSending((now) => now && { ...now, share }),
    )
    stop.current = sent.stop
    setSending({ name: file.name, share: 0, sent })
    sent.asset
      .then(({ id }) => onKept(id))
      .catch((error: Error) => setTrouble(`${file.name}: ${error.message}`))
      .finally(() => {
        stop.current = null
        setSending(null)
      })
  }
  return (
    <section
      aria-label="Bring a file"
      className="flex flex-col gap-2 rounded-3 border border-edge border-dashed p-3"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        send(event.dataTransfer.files[0])
      }}
    >
      {sending ? (
        <div className="flex items-center gap-3 text-12 text-2">
          <div className="min-w-0 flex-1">
            <p className="truncate text-1">{sending.name}</p>
            <ProgressBar
              className="mt-1.5"
              percent={sending.share < 1 ? sending.share * 100 : null}
              label={`Upload of ${sending.name}`}
            />
            <p className="mt-1">
              {sending.share < 1 ? `${Math.round(sending.share * 100)}%` : 'Reading it'}
            </p>
          </div>
          <Button size="small" onClick={sending.sent.stop}>
            Stop
          </Button>
        </div>
      ) : (
        <Button icon={<Upload size={14} aria-hidden />} onClick={() => input.current?.click()}>
          {kind === 'sound' ? 'Bring music' : 'Bring a picture'}
        </Button>
      )}
      {trouble && (
        <p role="alert" className="text-12 text-danger">
          {trouble}
        </p>
      )}
      <input
        ref={input}
        type="file"
        accept={words[kind].accept}
        aria-label={kind === 'sound' ? 'Music file' : 'Picture file'}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          send(target.files?.[0])
          target.value = ''
        }}
      />
    </section>
  )
}

/** Plays a sound by itself, before it is chosen. */
function Listen({ id, name }: { id: AssetId; name: string }) {
  const audio = useRef<HTMLAudioElement>(null)
  const [playing, setPlaying] = useState(false)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: music has no words to caption */}
      <audio
        ref={audio}
        src={assetFile(id)}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
      />
      <IconButton
        label={playing ? `Stop ${name}` : `Listen to ${name}`}
        className="pointer-coarse:size-11"
        onClick={() => (playing ? audio.current?.pause() : void audio.current?.play())}
      >
        {playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
      </IconButton>
    </>
  )
}

/** What is chosen, by name, and the way to another. */
export function AssetRow({
  kind,
  id,
  onChoose,
}: {
  kind: AssetKind
  id: AssetId
  onChoose(id: AssetId): void
}) {
  const { clip } = useRoom()
  const trpc = useTRPC()
  const [open, setOpen] = useState(false)
  const list = useQuery(trpc.assets.list.queryOptions({ clipId: clip.id, kind }))
  const asset = list.data?.find((one) => one.id === id)
  const gone = list.data !== undefined && !asset
  return (
    <div className="flex items-center gap-2 rounded-3 bg-bg p-2 text-13">
      {kind === 'picture' && !gone ? (
        <img src={assetFile(id)} alt="" className="size-9 shrink-0 rounded-2 object-contain" />
      ) : kind === 'picture' ? (
        <ImageIcon size={18} className="text-3" aria-hidden />
      ) : (
        <Music size={16} className="text-3" aria-hidden />
      )}
      <span className="min-w-0 flex-1">
        <span className={`block truncate ${gone ? 'text-danger' : 'text-1'}`}>
          {gone ? 'No longer there. Choose another.' : (asset?.name ?? '…')}
        </span>
        {typeof asset?.durationMs === 'number' && (
          <span className="tabular text-12 text-3">{sayLength(asset.durationMs)}</span>
        )}
      </span>
      <Button size="small" onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && (
        <AssetPicker kind={kind} chosen={id} onClose={() => setOpen(false)} onChoose={onChoose} />
      )}
    </div>
  )
}
