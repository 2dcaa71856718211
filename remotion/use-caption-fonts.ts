import { useEffect, useState } from 'react'
import { cancelRender, continueRender, delayRender } from 'remotion'
import { type FontName, hasCaptionFonts, loadCaptionFonts } from './caption-fonts.ts'

/** Whether the fonts for these letters are there. A render waits for them. */
export function useCaptionFonts(font: FontName, letters: string): boolean {
  const [, setLoaded] = useState('')
  const ready = hasCaptionFonts(font, letters)
  useEffect(() => {
    if (ready) return
    const handle = delayRender(`fonts of ${font}`)
    let current = true
    loadCaptionFonts(font, letters)
      .then(() => {
        if (current) setLoaded(`${font} ${letters}`)
        continueRender(handle)
      })
      .catch((error: unknown) => cancelRender(error))
    return () => {
      current = false
      continueRender(handle)
    }
  }, [font, letters, ready])
  return ready
}
