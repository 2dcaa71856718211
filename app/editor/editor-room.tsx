import './editor.css'
import { skipToken, useQuery } from '@tanstack/react-query'
import { FileX2, Undo2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { observeClip } from '#collab/clip-doc/clip-doc.ts'
import { transcriptVersionOf } from '#collab/clip-doc/read-clip.ts'
import type { UndoResult } from '#collab/clip-doc/undo.ts'
import { expandTranscript } from '#core/compact-transcript.ts'
import { transcriptWords } from '#core/transcript.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { toast } from '../components/toast.ts'
import { ASK_ALONE } from '../trpc/ask-alone.ts'
import { useTRPC } from '../trpc/client.tsx'
import { type Actions, createActions } from './actions.ts'
import { afterFrame } from './after-frame.ts'
import type { EditorData } from './editor-data.ts'
import { EditorFrame } from './editor-frame.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { createFollow, type Follow } from './follow.ts'
import type { Live } from './live.ts'
import { openRoom, type Room } from './room.ts'
import { sharePresence } from './share-presence.ts'
import { readTranscript } from './transcript-text.ts'
import { RoomProvider } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/** One connected clip: waits until it has arrived, then opens the room. */
export function EditorRoom({ data, live }: { data: EditorData; live: Live }) {
  const arrived = useArrived(live)
  const transcript = useTranscript(data)
  const [open, setOpen] = useState<{ room: Room; actions: Actions; follow: Follow } | null>(null)
  const brand = useBrand(data)
  useEffect(() => {
    // What the room was opened with it wears already.
    if (brand !== data.brand) open?.room.wear(brand)
  }, [open, brand, data])
  useEffect(() => {
    if (!arrived || transcript === undefined) return
    const heard = transcript && expandTranscript(transcript)
    const room = openRoom({
      doc: live.doc,
      userId: data.clip.me.userId,
      text: readTranscript(heard ? transcriptWords(heard) : [], heard?.speakers ?? []),
      durationMs: data.video.durationMs,
      shots: data.video.shots,
      loud: data.video.loud ?? [],
      brand: data.brand,
    })
    const actions: Actions = createActions(room, (result, redo) =>
      tellUndo(room, actions, result, redo),
    )
    const follow = createFollow(room, live)
    const stopSharing = sharePresence(room, live)
    const stopForgetting = forgetUndo(room)
    setOpen({ room, actions, follow })
    return () => {
      stopSharing()
      follow.close()
      stopForgetting()
      room.close()
      setOpen(null)
    }
  }, [arrived, live, data, transcript])
  const context = useMemo(
    () => open && { ...open, live, brand, clip: data.clip, video: data.video },
    [open, live, data, brand],
  )
  const gone = useStore(live.status, (save) => save.state === 'gone')
  if (gone) return <GoneClip videoId={data.video.id} />
  if (!context || transcript === undefined) return <EditorSkeleton title={data.clip.title} />
  return (
    <RoomProvider value={context}>
      <EditorFrame data={data} transcript={transcript} />
    </RoomProvider>
  )
}

/** The brand may be changed while a clip is open: it is asked for again whenever somebody comes back. */
function useBrand({ clip, brand }: EditorData) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.brand.ofClip.queryOptions(
      { clipId: clip.id },
      { initialData: brand, staleTime: 30_000, refetchOnWindowFocus: true },
    ),
  )
  return data
}

function GoneClip({ videoId }: { videoId: string }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<FileX2 size={28} aria-hidden />}
        title="This clip no longer exists"
        actions={
          <ButtonLink to={`/videos/${videoId}`} look="filled">
            Go to the video
          </ButtonLink>
        }
      >
        It was deleted, or you may not open it any more.
      </EmptyState>
    </main>
  )
}

/** The words of the version the clip was made on; undefined until they have come. */
function useTranscript({ video, transcriptionId }: EditorData) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.videos.transcript.queryOptions(
      transcriptionId ? { videoId: video.id, transcriptionId } : skipToken,
      // Without its words a clip would look empty: the page says instead that they did not come.
      { staleTime: Number.POSITIVE_INFINITY, throwOnError: true, trpc: ASK_ALONE },
    ),
  )
  return transcriptionId ? data : null
}

/** Before the first update there is nothing to draw: not even an empty clip. */
function useArrived({ doc }: Live): boolean {
  const [arrived, setArrived] = useState(() => transcriptVersionOf(doc) !== null)
  useEffect(() => {
    const look = () => setArrived(transcriptVersionOf(doc) !== null)
    look()
    return observeClip(doc, look)
  }, [doc])
  return arrived
}

/** What a toast offers to redo is gone with the next edit, and so is the toast. */
function forgetUndo(room: Room): () => void {
  return room.ui.subscribe(({ said, saidOf }, before) => {
    if (said !== before.said && saidOf === 'edit') toast.dismiss('undo')
  })
}

/** Over the stage's foot: lower it would lie on the timeline. */
const TOAST_PLACE = { bottom: 'var(--editor-toast-bottom)' }

/** Says what came back, goes there, and marks it. Where somebody changed it since, theirs stays. */
function tellUndo(room: Room, actions: Actions, { change, kept }: UndoResult, redo: boolean) {
  const other = redo
    ? { label: 'Undo', onClick: actions.undo }
    : { label: 'Redo', onClick: actions.redo }
  if (!change) {
    toast('Somebody changed this after you. Theirs stays.', { id: 'undo', style: TOAST_PLACE })
    return
  }
  const touched = [...change.back, ...change.gone, ...change.changed].map(wordIndex)
  room.ui.setState({ said: change.say, saidOf: 'undo' })
  // Both measure the page; the frame that brings the words back has no time for it.
  afterFrame(() => {
    room.ui.setState({
      show: touched.length > 0 ? { word: Math.min(...touched), flash: touched } : null,
    })
    toast(change.say, {
      // One place for it: a row of undos is not a row of toasts.
      id: 'undo',
      style: TOAST_PLACE,
      icon: <Undo2 size={16} aria-hidden />,
      action: other,
      ...(kept > 0 && { description: 'What somebody else changed after you stays as it is.' }),
    })
  })
}
