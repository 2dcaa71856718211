import { useCallback, useEffect, useState } from 'react'

/** How long a file that could not be loaded is left alone before it is asked for again. */
const REST_MS = 2000

/**
 * For media in the preview: false for a while after it failed to load. Remotion loads an element that
 * failed again at once, hundreds of times a second while the network is away; so it is taken out of
 * the page and put back later.
 */
export function usePatience(): [ready: boolean, onError: () => void] {
  const [resting, setResting] = useState(false)
  useEffect(() => {
    if (!resting) return
    const wake = () => setResting(false)
    const timer = setTimeout(wake, REST_MS)
    window.addEventListener('online', wake)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', wake)
    }
  }, [resting])
  return [!resting, useCallback(() => setResting(true), [])]
}
