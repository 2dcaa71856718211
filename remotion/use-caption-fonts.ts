import { useEffect, useMemo, useState } from 'react'
import { cancelRender, continueRender, delayRender } from 'remotion'
import { hasCaptionFonts, type Lettering, loadCaptionFonts } from './caption-fonts.ts'

/** Whether the fonts for these letters are there. A render waits for them. */
export function useCaptionFonts(lettering: Lettering[]): boolean {
  const [, setLoaded] = useState('')
  // By value: every edit makes the letters anew, mostly the same ones.
  const key = useMemo(() => JSON.stringify(lettering), [lettering])
  const wanted = useMemo((): Lettering[] => JSON.parse(key), [key])
  const ready = hasCaptionFonts(wanted)
  useEffect(() => {
    if (ready) return
    const handle = delayRender(`fonts of ${wanted[0]?.typeface.font}`)
    let current = true
    loadCaptionFonts(wanted)
      .then(() => {
        if (current) setLoaded(key)
        continueRender(handle)
      })
      .catch((error: unknown) => cancelRender(error))
    return () => {
      current = false
      continueRender(handle)
    }
  }, [key, wanted, ready])
  return ready
}
