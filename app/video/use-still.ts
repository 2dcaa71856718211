import { type RefObject, useEffect, useRef, useState } from 'react'
import { stillFrames } from './still-frames.ts'

/** One player for all the pictures of a video. */
let current: { src: string; frames: ReturnType<typeof stillFrames> } | null = null

/** Scrolling past is no wish. */
const IN_VIEW_MS = 250

/** A sharp picture of a place in a video, once the element has been in view for a moment. */
export function useStill<T extends HTMLElement>(
  src: string | null,
  atMs: number,
): { box: RefObject<T>; still: string | null } {
  const box = useRef<T>(null)
  const [still, setStill] = useState<{ of: string; url: string } | null>(null)
  const of = `${src} ${atMs}`
  const has = still?.of === of
  useEffect(() => {
    if (!src || !box.current || has) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = new IntersectionObserver(([entry]) => {
      clearTimeout(timer)
      if (!entry?.isIntersecting) return
      timer = setTimeout(async () => {
        watch.disconnect()
        if (current?.src !== src) current = { src, frames: stillFrames(src) }
        const canvas = await current.frames.take(atMs, stop.signal)
        if (!canvas || stop.signal.aborted) return
        canvas.toBlob(
          (blob) => {
            if (blob && !stop.signal.aborted) setStill({ of, url: URL.createObjectURL(blob) })
          },
          'image/jpeg',
          0.85,
        )
      }, IN_VIEW_MS)
    })
    watch.observe(box.current)
    return () => {
      stop.abort()
      clearTimeout(timer)
      watch.disconnect()
    }
  }, [src, atMs, of, has])
  useEffect(() => () => (still ? URL.revokeObjectURL(still.url) : undefined), [still])
  return { box, still: has ? still.url : null }
}
