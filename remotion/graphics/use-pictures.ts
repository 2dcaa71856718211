import { useEffect, useMemo, useState } from 'react'
import { continueRender, delayRender } from 'remotion'
import type { AssetSources, PictureAssets } from '#core/asset.ts'

/** By address, px; null for what could not be loaded. */
const loaded = new Map<string, { width: number; height: number } | null>()

/** The pictures among these that are there, with their sizes. */
export const loadedPictures = (assets: AssetSources): PictureAssets =>
  Object.fromEntries(
    Object.entries(assets).flatMap(([id, { src }]) => {
      const size = loaded.get(src)
      return size ? [[id, { src, ...size }]] : []
    }),
  )

/** Fetches pictures and makes them ready to draw. Throws where one cannot be drawn. */
export async function loadPictures(addresses: string[]): Promise<void> {
  await Promise.all(
    addresses
      .filter((src) => !loaded.get(src))
      .map(async (src) => {
        const image = new Image()
        image.src = src
        await image.decode()
        loaded.set(src, { width: image.naturalWidth, height: image.naturalHeight })
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
      .catch(() => {
        for (const src of wanted) if (!loaded.get(src)) loaded.set(src, null)
      })
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
