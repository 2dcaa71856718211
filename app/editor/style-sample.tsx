import { useEffect, useMemo, useRef, useState } from 'react'
import { captionPages } from '#core/caption-pages.ts'
import { type CaptionStyle, plainStyle, type StyleName } from '#core/caption-style.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { FPS } from '#core/time.ts'
import { hasCaptionFonts, loadCaptionFonts } from '#remotion/caption-fonts.ts'
import { CaptionPicture } from '#remotion/captions/caption-picture.tsx'
import { captionLettering, layOutCaptions } from '#remotion/lay-out-captions.ts'
import { measureText } from '#remotion/measure-text.ts'
import { overlayState } from '#remotion/overlay-key.ts'
import { resolveLook } from '#remotion/resolve-look.ts'
import { useMedia } from './use-room.tsx'

/** A few seconds around an emphasised word, else from the beginning: enough to draw a page of. */
export function samplePart(project: ClipProject): ClipProject {
  const kept = project.words.filter((word) => !word.cut)
  const strong = kept.findIndex((word) => word.emphasised)
  const first = kept[Math.max(0, strong - 2)]
  const [piece] = project.pieces
  if (!first || !piece) return project
  const words = project.words.filter(
    (word) => word.from >= first.from && word.from < first.from + 6000,
  )
  const to = words.at(-1)?.to ?? first.to
  return { ...project, words, pieces: [{ ...piece, from: first.from, to }] }
}

/** One style with the clip's own words. It fetches its font when it comes into sight. */
export function StyleSample({
  name,
  sample,
  style,
}: {
  name: StyleName
  sample: ClipProject
  /** What the clip changed about this style. */
  style: CaptionStyle | undefined
}) {
  const project = useMemo<ClipProject>(
    () => ({
      ...sample,
      style: {
        ...(style ?? plainStyle(name)),
        name,
        enabled: true,
        size: 1,
        y: null,
      },
    }),
    [sample, style, name],
  )
  const [place, seen] = useSeen()
  const ready = useSampleFonts(project, seen)
  const drawn = useMemo(() => {
    if (!ready) return null
    const pages = layOutCaptions(project, '9:16', measureText)
    const strong = captionPages(project).findIndex((page) =>
      page.words.some((word) => word.emphasised),
    )
    return { pages, look: resolveLook(project.style, '9:16'), page: Math.max(0, strong) }
  }, [ready, project])
  const [frame, hover] = useHoverFrames(drawn?.pages[drawn.page])
  const page = drawn?.pages[drawn.page]
  if (!drawn || !page) return <span ref={place} className="block aspect-[84/62]" />
  const at = frame ?? page.wordsFrom.at(page.wordsFrom.length > 1 ? 1 : 0) ?? page.from
  const state = overlayState(drawn.pages, drawn.look, frame ?? Math.min(page.to - 1, at + 4))
  const { block } = page
  const width = Math.max(620, block.width + 140)
  const height = (width * 62) / 84
  const top = block.y + block.height / 2 - height / 2
  const left = block.x + block.width / 2 - width / 2
  return (
    <svg
      viewBox={`${left} ${top} ${width} ${height}`}
      className="block aspect-[84/62] w-full"
      role="presentation"
      {...hover}
    >
      {state && <CaptionPicture pages={drawn.pages} state={state} look={drawn.look} />}
    </svg>
  )
}

function useSampleFonts(project: ClipProject, wanted: boolean): boolean {
  const lettering = useMemo(() => captionLettering(project), [project])
  const [, loaded] = useState<unknown>(null)
  const ready = hasCaptionFonts(lettering)
  useEffect(() => {
    if (ready || !wanted) return
    let current = true
    loadCaptionFonts(lettering).then(
      () => current && loaded(lettering),
      // Without its font the sample stays empty; the stage says what is wrong.
      () => {},
    )
    return () => {
      current = false
    }
  }, [lettering, ready, wanted])
  return ready
}

/** Under the pointer a sample plays its page, over and over. */
function useHoverFrames(page: { from: number; to: number } | undefined) {
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const [over, setOver] = useState(false)
  const [frame, setFrame] = useState<number | null>(null)
  const from = page?.from ?? 0
  const length = (page?.to ?? 0) - from
  useEffect(() => {
    if (!over || still || length <= 0) {
      setFrame(null)
      return
    }
    const start = performance.now()
    let next = 0
    const tick = (now: number) => {
      setFrame(from + (Math.floor(((now - start) / 1000) * FPS) % (length + FPS / 2)))
      next = requestAnimationFrame(tick)
    }
    next = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(next)
  }, [over, still, from, length])
  return [
    frame,
    { onPointerEnter: () => setOver(true), onPointerLeave: () => setOver(false) },
  ] as const
}

/** Whether an element has come into sight: what nobody looks at fetches no font. */
function useSeen() {
  const place = useRef<HTMLSpanElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!place.current || seen) return
    const watch = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true),
      { rootMargin: '80px' },
    )
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [seen])
  return [place, seen] as const
}
