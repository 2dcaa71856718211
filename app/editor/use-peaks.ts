import { useEffect, useState } from 'react'

/** How loud a source is over time, 0–1 of its own loudest, as the eye expects it. */
export type Peaks = { at(from: number, to: number): number }

/** Speech is far below what a recording could hold: without this its waves are a line. */
const heights = (bytes: Uint8Array, perSecond: number): Peaks => {
  let loudest = 1
  for (const byte of bytes) if (byte > loudest) loudest = byte
  return {
    at(from, to) {
      let top = 0
      const end = Math.ceil((to / 1000) * perSecond)
      for (let i = Math.floor((from / 1000) * perSecond); i < end; i++)
        top = Math.max(top, bytes[i] ?? 0)
      return (top / loudest) ** 0.75
    },
  }
}

type Source = { src: string; perSecond: number }

/** One fetch for everything that draws the sound. */
const asked = new Map<string, Promise<Peaks | null>>()

const load = ({ src, perSecond }: Source) => {
  let peaks = asked.get(src)
  if (!peaks) {
    peaks = fetch(src).then(async (response) =>
      response.ok ? heights(new Uint8Array(await response.arrayBuffer()), perSecond) : null,
    )
    // What failed is asked for again by whoever comes next.
    peaks.catch(() => asked.delete(src))
    asked.set(src, peaks)
  }
  return peaks
}

/** Null until they are there. Without them only words are drawn. */
export function usePeaks(source: Source | null): Peaks | null {
  const [peaks, setPeaks] = useState<Peaks | null>(null)
  useEffect(() => {
    if (!source) return
    let current = true
    load(source).then(
      (loaded) => current && setPeaks(loaded),
      () => {},
    )
    return () => {
      current = false
    }
  }, [source])
  return peaks
}
