import { type ComponentType, useEffect, useState } from 'react'
import { ahead } from './later.ts'
import { whenToastIsSaid } from './toast.ts'

const load = ahead(async () => (await import('./toast-place.tsx')).ToastPlace)
const SIGNS = ['pointermove', 'pointerdown', 'keydown']

/**
 * The place for toasts comes with the first sign of somebody: a toast answers what people do, and what
 * reads the page aloud has to know the place before something is said there.
 */
export function Toaster() {
  const [Place, setPlace] = useState<ComponentType | null>(null)
  useEffect(() => {
    if (Place) return
    const gone = new AbortController()
    const place = () =>
      void load().then(
        (loaded) => gone.signal.aborted || setPlace(() => loaded),
        // No network: the next toast asks again.
        () => {},
      )
    for (const sign of SIGNS)
      window.addEventListener(sign, place, { once: true, passive: true, signal: gone.signal })
    const stop = whenToastIsSaid(place)
    return () => {
      gone.abort()
      stop()
    }
  }, [Place])
  return Place && <Place />
}
