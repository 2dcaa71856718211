import type { PreviousUpload } from 'tus-js-client'
import { useStore } from 'zustand'
import { tellSending } from './sending-now.ts'
import { tusTransfer } from './tus-transfer.ts'
import { type UploadItem, type UploadQueue, uploadQueue } from './upload-queue.ts'

let queue: UploadQueue<PreviousUpload> | null = null

/** This tab's uploads. Outside React, so that going from page to page stops nothing. */
export function uploads(): UploadQueue<PreviousUpload> {
  if (queue) return queue
  const made = uploadQueue<PreviousUpload>({ open: tusTransfer })
  queue = made
  // On the server nothing is ever added, and there is no window to listen to.
  if (typeof window === 'undefined') return made
  window.addEventListener('online', () => made.wake())
  window.addEventListener('beforeunload', (event) => {
    if (made.store.getState().items.some(isOnItsWay)) event.preventDefault()
  })
  tellSending(heldHere)
  return made
}

export const isOnItsWay = ({ state }: UploadItem) =>
  state === 'queued' || state === 'sending' || state === 'waiting'

/** Videos this tab is sending, or would go on with at a press. */
export const heldHere = (): string[] =>
  uploads()
    .store.getState()
    .items.flatMap(({ state, videoId }) =>
      videoId && state !== 'done' && state !== 'refused' ? videoId : [],
    )

export const useUploads = (): UploadItem[] => useStore(uploads().store, ({ items }) => items)
