import { useEffect, useMemo, useState } from 'react'
import { continueRender, delayRender } from 'remotion'

const loaded = new Set<string>()

/** Fetches pictures and makes them ready to draw. Throws where one cannot be drawn. */
export async function loadPictures(addresses: string[]): Promise<void> {
  await Promise.all(
    addresses
      .filter((src) => !loaded.has(src))
      .map(async (src) => {
        const image = new Image()
        image.src = src
        await image.decode()
        loaded.add(src)
      }),
  )
}

/** Whether these pictures are there. A render waits for them; one that fails is drawn as nothing. */
export function usePictures(addresses: string[]): boolean {
  const [, setLoaded] = useState('')
  const key = addresses.join('\n')
  const wanted = useMemo(() => key.split('\n').filter(Boolean), [key])
  const ready = wanted.every((src) => loaded.has(src))
  useEffect(() => {
    if (ready) return
    const handle = delayRender('pictures of the overlays')
    let current = true
    loadPictures(wanted)
      // The rest is shown without it.
      .catch(() => wanted.map((src) => loaded.add(src)))
      .finally(() => {
        if (current) setLoaded(key)
        continueRender(handle)
      })
    return () => {
      current = false
      continueRender(handle)
    }
  }, [key, wanted, ready])
  return ready
}
