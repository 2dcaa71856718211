import { useRef, useState } from 'react'
import { useFileDrop } from '../library/use-file-drop.ts'
import type { PageActions } from './use-page-actions.ts'
import type { VideoPage } from './video-page.ts'

/** Bringing a video its words: chosen or dropped, at once where there are none, else after a warning. */
export function useWordsImport(page: VideoPage, actions: PageActions) {
  const input = useRef<HTMLInputElement>(null)
  const [replacing, setReplacing] = useState<{ file: File | null } | null>(null)
  const hasWords = page.transcript !== null
  const take = (file: File) => {
    if (hasWords) setReplacing({ file })
    else void actions.bringWords(file)
  }
  const canTake = page.mayChange && page.durationMs !== null && page.status !== 'uploading'
  const over = useFileDrop(([file]) => {
    if (file) take(file)
  }, canTake)
  return {
    input,
    over,
    replacing,
    take,
    choose: () => input.current?.click(),
    begin: () => (hasWords ? setReplacing({ file: null }) : input.current?.click()),
    async replace(file: File) {
      await actions.bringWords(file)
      setReplacing(null)
    },
    close: () => setReplacing(null),
  }
}

export type WordsImport = ReturnType<typeof useWordsImport>
