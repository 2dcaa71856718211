import { eq } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import type { EngineChoice } from '#core/engine-choice.ts'
import { AppError, type ErrorCode } from '#core/errors.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { Suggestion } from '#core/suggestion.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { insertClip } from '#db/clips.ts'
import { suggestions } from '#db/schema/clips.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { videoAnalysis, videos } from '#db/schema/videos.ts'
import { workspaces } from '#db/schema/workspaces.ts'
import type { Storage } from '#db/storage.ts'
import { suggestionsOf } from '#db/suggestions.ts'
import { newestTranscription, saveTranscript } from '#db/transcripts.ts'
import { videoClips } from '#db/video-clips.ts'
import { videoForWork } from '#db/video-work.ts'
import type { Ingest, MediaFacts } from '../ingest/ingest.ts'
import type { JobDeps } from '../job-deps.ts'
import { jobStudio } from '../run-alone.fixtures.ts'
import type { NamedSpeech } from '../speech/speech.ts'
import { analyseVideo } from './analyse-video.ts'
import { ingestVideo } from './ingest-video.ts'
import { suggestMoments } from './suggest-moments.ts'
import { transcribeVideo } from './transcribe-video.ts'
import { translateClips } from './translate-clips.ts'

const facts: MediaFacts = {
  container: 'mov,mp4,m4a',
  durationMs: ms(60_000),
  fileSizeBytes: 1000,
  bitrate: 8000,
  video: {
    index: 0,
    codec: 'h264',
    width: 1920,
    height: 1080,
    fps: 25,
    rotation: 0,
    variableFrameRate: false,
    hdr: false,
    startMs: 0,
  },
  audio: { index: 1, codec: 'aac', channels: 2, startMs: 0 },
  notes: [],
}

const seen: SeenShot[] = [
  { from: ms(0), to: ms(4000), looks: 4, faces: [], light: 0.5, sharp: 0.5 },
]

function fakeIngest(over: Partial<Ingest> = {}): Ingest {
  return {
    probe: vi.fn(async () => facts),
    prepare: vi.fn<Ingest['prepare']>(async (_, { onPart }) => {
      await onPart({ metadata: { proxy: 'videos/v/proxy.mp4', speech: 'videos/v/speech.wav' } })
      return { energyKey: 'videos/v/energy.bin' }
    }),
    poster: vi.fn(async () => ({ metadata: { poster: 'videos/v/poster.jpg' } })),
    scenes: vi.fn(async () => [4000, 9000]),
    people: vi.fn(async () => seen),
    signals: vi.fn(async () => ({})),
    ...over,
  }
}

function fakeStorage() {
  const removed: string[] = []
  const storage: Storage = {
    place: async (key) => `/nowhere/${key}`,
    keep: async () => {},
    async *list() {},
    direct: null,
    size: async () => null,
    stat: async () => null,
    read: () => {
      throw new Error('nothing is read here')
    },
    remove: async (key) => {
      removed.push(key)
    },
  }
  return { storage, removed }
}

const fakeSpeech = (): NamedSpeech => ({
  id: 'local:tiny',
  ...{ name: 'local', leaves: false },
  caps: { words: 'native', confidence: 'word', diarize: false, knowsVoices: false, maxSeconds: 60 },
  costOf: () => 0,
  transcribe: vi.fn(async () => ({
    language: 'en',
    segments: [
      {
        from: 0,
        to: 900,
        speaker: null,
        words: [{ text: 'Heard.', from: 0, to: 900, confidence: 0.9, timing: 'native' as const }],
      },
    ],
  })),
})

test('an upload is judged and prepared, and words come next', async () => {
  const { storage, removed } = fakeStorage()
  const ingest = fakeIngest()
  const studio = await jobStudio({ ingest, storage, speech: [fakeSpeech()] })
  const { db, run, videoId, handedOn } = studio
  await db.delete(transcriptions)
  expect(await run(ingestVideo, { videoId })).toBe('done')

  const video = await videoForWork(db, videoId)
  expect(video).toMatchObject({
    status: 'transcribing',
    durationMs: 60_000,
    width: 1920,
    metadata: { proxy: 'videos/v/proxy.mp4', hasAudio: true, audioChannels: 2, rotation: 0 },
  })
  expect(handedOn).toEqual([['transcribe-video', { videoId }]])
  expect(removed).toEqual([])
  const [analysis] = await db.select().from(videoAnalysis)
  expect(analysis?.energyKey).toBe('videos/v/energy.bin')
})

test('without an engine, and without sound, a video waits for words', async () => {
  const { storage } = fakeStorage()
  const ingest = fakeIngest()
  const studio = await jobStudio({ ingest, storage })
  await studio.db.delete(transcriptions)
  await studio.run(ingestVideo, { videoId: studio.videoId })
  expect((await videoForWork(studio.db, studio.videoId))?.status).toBe('needs-words')

  studio.deps.speech = [fakeSpeech()]
  ingest.probe = async () => ({ ...facts, audio: null })
  await studio.run(ingestVideo, { videoId: studio.videoId })
  expect((await videoForWork(studio.db, studio.videoId))?.status).toBe('needs-words')
  expect(studio.handedOn).toEqual([])
})

test.each([
  [
    'more than may be spent unasked',
    0.36,
    0.1,
    'Hearing one minute with local:tiny costs about $0.36.',
  ],
  ['nobody knows how much', null, 10, 'costs money; how much is not known.'],
  ['as little as may be spent', 0.36, 0.36, null],
])('what costs money waits until somebody starts it: %s', async (_, cost, spendUnasked, say) => {
  const { storage } = fakeStorage()
  const speech = { ...fakeSpeech(), costOf: () => cost }
  const studio = await jobStudio({ ingest: fakeIngest(), storage, speech: [speech], spendUnasked })
  await studio.db.delete(transcriptions)
  await studio.run(ingestVideo, { videoId: studio.videoId })
  const [row] = await studio.db.select().from(videos)
  expect(studio.handedOn).toEqual(
    say === null ? [['transcribe-video', { videoId: studio.videoId }]] : [],
  )
  if (say === null) return
  expect(row).toMatchObject({ status: 'needs-words', errorCode: 'speech.ask-first' })
  expect(row?.errorMessage).toContain(say)
})

test('custom words are told to the engine', async () => {
  const { storage } = fakeStorage()
  const speech = fakeSpeech()
  const studio = await jobStudio({ ingest: fakeIngest(), storage, speech: [speech] })
  await studio.db.delete(transcriptions)
  await studio.db.update(workspaces).set({ customWords: ['Halden'] })
  await studio.db.update(videos).set({ metadata: { speech: 'videos/v/speech.wav' } })
  await studio.run(transcribeVideo, { videoId: studio.videoId })
  expect(vi.mocked(speech.transcribe).mock.calls[0]?.[1]).toMatchObject({ vocabulary: ['Halden'] })
})

/** Fails as engines do. */
const failing = (name: NamedSpeech['name'], code: ErrorCode): NamedSpeech => ({
  ...{ ...fakeSpeech(), name, id: `${name}:deaf` },
  transcribe: vi.fn(async () => {
    throw new AppError(code)
  }),
})

async function hearingStudio(speech: NamedSpeech[], choice: Partial<EngineChoice> = {}) {
  const { storage } = fakeStorage()
  const studio = await jobStudio({ ingest: fakeIngest(), storage, speech })
  await studio.db.delete(transcriptions)
  await studio.db.update(workspaces).set({ engineChoice: choice })
  await studio.db.update(videos).set({ metadata: { speech: 'videos/v/speech.wav' } })
  const { db, videoId } = studio
  const hear = () => studio.run(transcribeVideo, { videoId })
  const heardBy = async () => (await newestTranscription(db, videoId))?.source
  return { ...studio, hear, heardBy }
}

test('where an engine fails the next one steps in', async () => {
  const { hear, heardBy } = await hearingStudio([
    failing('server', 'speech.unreachable'),
    failing('deepgram', 'speech.refused'),
    fakeSpeech(),
  ])
  expect(await hear()).toBe('done')
  expect(await heardBy()).toBe('local:tiny')
})

test('nobody steps in who costs more than was agreed to, and the first one’s trouble is told', async () => {
  const dear = { ...fakeSpeech(), costOf: () => 1 }
  const unknown = { ...fakeSpeech(), costOf: () => null }
  const { hear } = await hearingStudio([failing('server', 'speech.refused'), dear, unknown])
  expect(await hear()).toBe('speech.refused')
  expect(dear.transcribe).not.toHaveBeenCalled()
  expect(unknown.transcribe).not.toHaveBeenCalled()
})

test('what is wrong with the sound is no reason to ask another engine', async () => {
  const next = fakeSpeech()
  const { hear } = await hearingStudio([failing('server', 'speech.no-speech'), next])
  expect(await hear()).toBe('speech.no-speech')
  expect(next.transcribe).not.toHaveBeenCalled()
})

test('a workspace keeps its sound here: who would take it away is not asked', async () => {
  const away = { ...fakeSpeech(), name: 'openai' as const, id: 'openai:w', leaves: true }
  const both = await hearingStudio([away, fakeSpeech()], { stays: ['sound'] })
  expect(await both.hear()).toBe('done')
  expect(await both.heardBy()).toBe('local:tiny')

  const alone = await hearingStudio([away], { stays: ['sound'] })
  expect(await alone.hear()).toBe('engine.not-allowed')
  expect(away.transcribe).not.toHaveBeenCalled()
})

test('an upload waits for words, and says why, where no engine may hear it', async () => {
  const away = { ...fakeSpeech(), name: 'openai' as const, leaves: true }
  const { db, run, videoId, handedOn } = await hearingStudio([away], { stays: ['sound'] })
  await run(ingestVideo, { videoId })
  expect(handedOn).toEqual([])
  const [row] = await db.select().from(videos)
  expect(row).toMatchObject({
    ...{ status: 'needs-words', errorCode: 'engine.not-allowed' },
    errorMessage: expect.stringContaining('Sound stays on this machine'),
  })
})

test('words that were imported meanwhile are used', async () => {
  const { storage } = fakeStorage()
  const studio = await jobStudio({ ingest: fakeIngest(), storage, speech: [fakeSpeech()] })
  await studio.run(ingestVideo, { videoId: studio.videoId })
  expect(studio.handedOn).toEqual([['analyse-video', { videoId: studio.videoId }]])
})

test('a refused file is removed, and its row says why', async () => {
  const { storage, removed } = fakeStorage()
  const ingest = fakeIngest({
    probe: async () => {
      throw new AppError('media.truncated')
    },
  })
  const { db, run, videoId } = await jobStudio({ ingest, storage })
  expect(await run(ingestVideo, { videoId })).toBe('media.truncated')
  expect(removed).toEqual([`videos/${videoId}`])
  const [row] = await db.select().from(videos).where(eq(videos.id, videoId))
  expect(row).toMatchObject({
    status: 'failed',
    errorCode: 'media.truncated',
    errorMessage: expect.stringContaining('cut off'),
  })
})

test('a full disk keeps the upload: it is not at fault', async () => {
  const { storage, removed } = fakeStorage()
  const ingest = fakeIngest({
    prepare: async () => {
      throw new AppError('disk.full')
    },
  })
  const { run, videoId } = await jobStudio({ ingest, storage })
  expect(await run(ingestVideo, { videoId })).toBe('disk.full')
  expect(removed).toEqual([])
})

test('a video that was deleted meanwhile is left alone', async () => {
  const { db, run, videoId, handedOn } = await jobStudio()
  await db.update(videos).set({ deletedAt: new Date() })
  for (const job of [ingestVideo, transcribeVideo, analyseVideo, suggestMoments]) {
    expect(await run(job, { videoId })).toBe('done')
  }
  expect(handedOn).toEqual([])
})

test('a retry transcribes nothing twice, and still hands on', async () => {
  const { storage } = fakeStorage()
  const speech = fakeSpeech()
  const studio = await jobStudio({ storage, speech: [speech], ingest: fakeIngest() })
  const { db, run, videoId, handedOn } = studio
  await db.delete(transcriptions)
  await db.update(videos).set({ metadata: { speech: 'videos/v/speech.wav' } })

  await run(transcribeVideo, { videoId })
  await run(transcribeVideo, { videoId })
  expect(speech.transcribe).toHaveBeenCalledOnce()
  expect(await newestTranscription(db, videoId)).toMatchObject({
    version: 1,
    source: 'local:tiny',
    wordCount: 1,
    language: 'en',
  })
  expect(handedOn).toEqual([
    ['analyse-video', { videoId }],
    ['analyse-video', { videoId }],
  ])
})

test('silence, and an engine that refuses, leave a video that waits for words and says why', async () => {
  const { storage } = fakeStorage()
  const speech = fakeSpeech()
  const { db, run, videoId } = await jobStudio({ storage, speech: [speech], ingest: fakeIngest() })
  await db.delete(transcriptions)
  await db.update(videos).set({ metadata: { speech: 'videos/v/speech.wav' } })

  speech.transcribe = async () => ({ language: 'en', segments: [] })
  expect(await run(transcribeVideo, { videoId })).toBe('speech.no-speech')
  speech.transcribe = async () => {
    throw new AppError('speech.refused')
  }
  expect(await run(transcribeVideo, { videoId })).toBe('speech.refused')
  const [row] = await db.select().from(videos).where(eq(videos.id, videoId))
  expect(row).toMatchObject({ status: 'needs-words', errorCode: 'speech.refused' })
})

test('changes of picture and raised voices are looked for once', async () => {
  const energy = new Float32Array(100).map((_, i) => (i === 50 ? -10 : -30 + (i % 2)))
  const ingest = fakeIngest({ signals: vi.fn(async () => ({ energy })) })
  const { db, run, videoId, handedOn } = await jobStudio({ ingest })
  await db.update(videos).set({ metadata: { proxy: 'videos/v/proxy.mp4', hasVideo: true } })
  await run(analyseVideo, { videoId })
  await run(analyseVideo, { videoId })
  expect(ingest.scenes).toHaveBeenCalledOnce()
  const [analysis] = await db.select().from(videoAnalysis)
  expect(analysis?.scenes).toEqual([4000, 9000])
  expect(ingest.people).toHaveBeenCalledOnce()
  expect(analysis?.faces).toEqual(seen)
  expect(analysis?.loud).toEqual([{ from: 5000, to: 5100 }])
  expect(ingest.signals).toHaveBeenCalledOnce()
  expect(handedOn[0]).toEqual(['suggest-moments', { videoId }])
})

const moment = (rank: number, from: number, to: number): Suggestion => ({
  rank,
  from: ms(from),
  to: ms(to),
  score: 80 - rank,
  parts: { hook: 80, emotion: 70, topic: 60, thought: 50, visual: null },
  reasons: [],
  highlights: [],
  title: `From ${from}`,
  transcript: 'It broke.',
  arrangement: { opensWith: null, skips: [] },
})

test('moments are written for the newest words, and those that stay keep their id', async () => {
  let found = [moment(1, 0, 1600), moment(2, 2000, 3000)]
  const asked: unknown[] = []
  const moments: JobDeps['moments'] = {
    reader: null,
    find: async (transcript, options) => {
      asked.push([transcript.segments.length, options.count, options.min, options.max])
      return { suggestions: found, topics: [{ from: 0, to: 3000, title: 'Breaking' }], notes: [] }
    },
  }
  const studio = await jobStudio({ moments, ingest: fakeIngest() })
  const { db, run, videoId, transcriptionId } = studio
  expect(await run(suggestMoments, { videoId })).toBe('done')
  expect(asked).toEqual([[1, 6, 30_000, 90_000]])
  const first = await suggestionsOf(db, videoId, transcriptionId)
  expect(first.map(({ rank, title }) => [rank, title])).toEqual([
    [1, 'From 0'],
    [2, 'From 2000'],
  ])
  // The studio's own suggestion lay at the first one's place.
  expect(first[0]?.id).toBe(studio.suggestionId)
  expect((await videoForWork(db, videoId))?.status).toBe('ready')

  await db
    .update(suggestions)
    .set({ dismissedAt: new Date() })
    .where(eq(suggestions.id, studio.suggestionId))
  found = [moment(1, 2000, 3000), moment(2, 0, 1600), moment(3, 5000, 6000)]
  await run(suggestMoments, { videoId, options: { count: 3 } })
  const second = await suggestionsOf(db, videoId, transcriptionId)
  expect(second.map(({ id }) => id).slice(0, 2)).toEqual([first[1]?.id, first[0]?.id])
  expect(second[1]?.dismissedAt).not.toBeNull()
  expect(second).toHaveLength(3)
})

test.each<[boolean, Partial<EngineChoice>, string | undefined]>([
  [true, {}, undefined],
  [false, { stays: ['suggestions'] }, undefined],
  [true, { stays: ['suggestions'] }, 'Words for suggestions stay on this machine'],
  [false, { off: ['language'] }, 'switched off'],
])('a reader whose words leave: %s, a workspace that says %j', async (leaves, choice, say) => {
  const asked: unknown[] = []
  const moments: JobDeps['moments'] = {
    reader: { leaves },
    find: async (_, { unread }) => {
      asked.push(unread)
      return { suggestions: [moment(1, 0, 1600)], topics: [], notes: [] }
    },
  }
  const { db, run, videoId } = await jobStudio({ moments, ingest: fakeIngest() })
  await db.update(workspaces).set({ engineChoice: choice })
  await run(suggestMoments, { videoId })
  expect(asked).toEqual([say === undefined ? undefined : expect.stringContaining(say)])
})

test('a search in words that were replaced meanwhile writes nothing', async () => {
  const moments: JobDeps['moments'] = {
    reader: null,
    find: async () => {
      await saveTranscript(studio.db, studio.videoId, said('Newer words.'), 'import:srt')
      return { suggestions: [moment(1, 5000, 9000)], topics: [], notes: [] }
    },
  }
  const studio = await jobStudio({ moments, ingest: fakeIngest() })
  await studio.run(suggestMoments, { videoId: studio.videoId })
  const kept = await studio.db.select({ from: suggestions.startMs }).from(suggestions)
  expect(kept).toEqual([{ from: 0 }])
})

const newClip = ({ db, videoId, owner, transcriptionId }: Awaited<ReturnType<typeof jobStudio>>) =>
  insertClip(db, {
    ...{ videoId, userId: owner, transcriptionId, suggestion: null, title: 'A clip' },
    ...{ from: ms(0), to: ms(1600), shape: '9:16' },
  })

test('the clips of a video are translated one after another, each for whoever asked', async () => {
  const asked: unknown[] = []
  const studio = await jobStudio({
    moments: { reader: { leaves: true }, find: () => Promise.reject(new Error('not sought')) },
    translateClip: async (one) => {
      asked.push(one)
      if (asked.length === 1) throw new AppError('transcript.missing')
    },
  })
  const { db, run, videoId } = studio
  const ids = [await newClip(studio), await newClip(studio)]
  expect(await run(translateClips, { videoId, language: 'es' })).toBe('done')
  const known = (await videoClips(db, videoId)).map(({ id }) => id)
  expect(known).toEqual(expect.arrayContaining(ids))
  // In the first nothing is said: the others go on without it.
  expect(asked).toEqual(
    known.map((clipId) => ({ clipId, language: 'es', userId: expect.anything() })),
  )
})

test('no clip is translated where its words stay here', async () => {
  const studio = await jobStudio({
    moments: { reader: { leaves: true }, find: () => Promise.reject(new Error('not sought')) },
  })
  const { db, run, videoId } = studio
  await newClip(studio)
  await db.update(workspaces).set({ engineChoice: { stays: ['translation'] } })
  expect(await run(translateClips, { videoId, language: 'es' })).toBe('engine.not-allowed')
})
