import { readFile, rename, rm } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { VideoMetadata } from '#core/video.ts'
import { type Storage, videoKey } from '#db/storage.ts'
import { requireTool, type Tools } from '#render/tools.ts'
import type { LookAtPeopleInput } from '../faces/look-at-people.ts'
import { inWorkerThread } from '../in-worker-thread.ts'
import { type Decoder, findDecoders } from './decoders.ts'
import { findScenes } from './find-scenes.ts'
import type { Ingest, MediaFacts } from './ingest.ts'
import { filmstripOf, makeFilmstrip } from './make-filmstrip.ts'
import { makePoster } from './make-poster.ts'
import { makeProxy, proxySize } from './make-proxy.ts'
import { probe } from './probe.ts'
import { PEAKS_PER_SECOND, type SoundLevelsInput } from './sound-levels.ts'

/** How far each step brings the whole, percent. The pass over the upload is nearly all of it. */
const AT = { poster: 2, proxy: 4, levels: 90, filmstrip: 94, end: 99 }

/** Ingest with real files and tools. `decoders` is for tests that want one in particular. */
export function makeIngest(world: {
  tools: Tools
  storage: Storage
  decoders?: Decoder[]
}): Ingest {
  const { tools, storage } = world
  const decoders = async () => world.decoders ?? (await findDecoders(tools))
  /** Which one could read it was found out while probing. */
  const decoderOf = new WeakMap<MediaFacts, Decoder>()
  const own = (): Decoder => ({ ffmpeg: requireTool(tools.ffmpeg) })

  return {
    async probe(path, signal) {
      const { facts, decoder } = await probe(tools, await decoders(), path, signal)
      decoderOf.set(facts, decoder)
      return facts
    },

    async prepare({ videoId, path, facts, have }, { signal, onPart, onProgress }) {
      const place = (name: string) => storage.place(videoKey(videoId, name))
      /** Files appear under their names only when they are whole. */
      const make = async (names: string[], write: (parts: string[]) => Promise<void>) => {
        const parts = await Promise.all(names.map((name) => place(`.${name}.part`)))
        try {
          await write(parts)
          for (const [i, part] of parts.entries()) {
            await rename(part, await place(names[i] ?? ''))
            await storage.keep(videoKey(videoId, names[i]))
          }
        } finally {
          await Promise.all(parts.map((part) => rm(part, { force: true })))
        }
      }
      const isThere = async (key: string | undefined) =>
        key !== undefined && (await storage.size(key)) !== null
      const decoder =
        decoderOf.get(facts) ?? (await probe(tools, await decoders(), path, signal)).decoder
      const { video, audio, durationMs } = facts

      if (video && !(await isThere(have.poster))) {
        onProgress({ percent: AT.poster, step: 'Taking a picture' })
        await make(['poster.jpg'], ([part = '']) =>
          makePoster(decoder, { path, facts }, part, signal),
        ).then(
          () =>
            onPart({
              metadata: { poster: videoKey(videoId, 'poster.jpg') },
              thumbnailUrl: `/media/videos/${videoId}/poster.jpg`,
            }),
          (error: unknown) => {
            // A video without a picture of itself is still a video; but a stop is a stop.
            if (signal.aborted || isDiskFull(error)) throw error
          },
        )
      }

      const speechKey = videoKey(videoId, 'speech.wav')
      if (!(await isThere(have.proxy)) || (audio && !(await isThere(have.speech)))) {
        const step = 'Making the preview'
        onProgress({ percent: AT.proxy, step })
        const names = ['proxy.mp4', ...(audio ? ['speech.wav'] : [])]
        await make(names, ([proxy = '', speech = '']) =>
          makeProxy(
            decoder,
            { path, facts },
            { proxy, speech },
            {
              signal,
              onProgress: (at) => {
                const share = Math.min(1, at / durationMs)
                onProgress({ percent: AT.proxy + share * (AT.levels - AT.proxy), step })
              },
            },
          ),
        )
        const metadata: VideoMetadata = {
          proxy: videoKey(videoId, 'proxy.mp4'),
          ...(audio && { speech: speechKey }),
        }
        await onPart({ metadata })
      }

      const energyKey = videoKey(videoId, 'energy.bin')
      if (audio && !((await isThere(have.peaks?.key)) && (await isThere(energyKey)))) {
        onProgress({ percent: AT.levels, step: 'Drawing the sound' })
        const module = new URL('./sound-levels.ts', import.meta.url).href
        const speech = await storage.place(speechKey)
        await make(['peaks.bin', 'energy.bin'], ([peaks = '', energy = '']) =>
          inWorkerThread<[SoundLevelsInput], void>(
            { module, name: 'writeSoundLevels' },
            [{ speech, peaks, energy }],
            signal,
          ),
        )
        await onPart({
          metadata: {
            peaks: { key: videoKey(videoId, 'peaks.bin'), perSecond: PEAKS_PER_SECOND },
          },
        })
      }

      if (video && !(await isThere(have.filmstrip?.key))) {
        onProgress({ percent: AT.filmstrip, step: 'Making the filmstrip' })
        const strip = filmstripOf({ durationMs, ...proxySize(video) })
        const proxy = await place('proxy.mp4')
        await make(['filmstrip.jpg'], ([part = '']) =>
          makeFilmstrip(own(), proxy, strip, part, signal),
        )
        await onPart({
          metadata: { filmstrip: { key: videoKey(videoId, 'filmstrip.jpg'), ...strip } },
        })
      }
      onProgress({ percent: AT.end, step: 'Putting things in place' })
      return { energyKey: audio ? energyKey : null }
    },

    async poster({ videoId, path, at }, signal) {
      const { facts, decoder } = await probe(tools, await decoders(), path, signal)
      const key = videoKey(videoId, 'poster.jpg')
      const part = await storage.place(videoKey(videoId, '.poster.jpg.part'))
      try {
        const places = at === null ? undefined : [at / facts.durationMs]
        await makePoster(decoder, { path, facts }, part, signal, places)
        await rename(part, await storage.place(key))
        await storage.keep(key)
      } finally {
        await rm(part, { force: true })
      }
      return { metadata: { poster: key }, thumbnailUrl: `/media/videos/${videoId}/poster.jpg` }
    },

    async scenes({ videoId, durationMs }, options) {
      const proxy = await storage.place(videoKey(videoId, 'proxy.mp4'))
      return findScenes(tools, own(), proxy, { ...options, durationMs })
    },

    async people({ videoId, ...source }, { signal, onProgress }) {
      const module = new URL('../faces/look-at-people.ts', import.meta.url).href
      const proxy = await storage.place(videoKey(videoId, 'proxy.mp4'))
      return inWorkerThread<[LookAtPeopleInput], SeenShot[]>(
        { module, name: 'lookAtPeople' },
        [{ decoder: own(), proxy, ...source }],
        signal,
        onProgress,
      )
    },

    async signals(analysis) {
      const key = analysis?.energyKey
      const bytes =
        key && (await storage.size(key)) !== null
          ? await readFile(await storage.place(key))
          : undefined
      return {
        energy: bytes && new Float32Array(Uint8Array.from(bytes).buffer),
        scenes: analysis?.scenes.length ? analysis.scenes : undefined,
      }
    },
  }
}

const isDiskFull = (error: unknown) => error instanceof AppError && error.code === 'disk.full'
