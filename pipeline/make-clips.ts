import { mkdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import { plainStyle, type StyleName } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { frameByFaces, shotsAround } from '#core/faces/frame-by-faces.ts'
import type { SeenShot } from '#core/faces/seen-shot.ts'
import type { MomentOptions } from '#core/moments/moments.ts'
import type { Shape } from '#core/shape.ts'
import { toSrt } from '#core/subtitles.ts'
import type { Suggestion } from '#core/suggestion.ts'
import { toSuggestionsJson } from '#core/suggestions-json.ts'
import { ms } from '#core/time.ts'
import { makeTranscript, type Transcript, transcriptWords } from '#core/transcript.ts'
import { fitTranscript } from '#core/transcript-import/read-transcript.ts'
import type { VideoMetadata } from '#core/video.ts'
import { toWhisperJson } from '#core/whisper-json.ts'
import { folderStorage, videoKey } from '#db/storage.ts'
import { endIdleRenderChildren, renderInChild } from '#render/render-in-child.ts'
import type { Tools } from '#render/tools.ts'
import { momentsInThread } from './find-moments-in-thread.ts'
import type { MediaFacts } from './ingest/ingest.ts'
import { makeIngest } from './ingest/make-ingest.ts'
import { speechEngine } from './speech/engine.ts'
import { hearTrack } from './speech/hear-track.ts'
import type { SpeechConfig } from './speech/speech-config.ts'
import { type StageProgress, stageProgress } from './stage-progress.ts'

export type ClipsAsked = {
  video: string
  /** Words somebody made elsewhere; null: an engine hears them. */
  transcript: Transcript | null
  options: MomentOptions
  shapes: Shape[]
  style: StyleName
}

export type ClipsMade = {
  files: string[]
  suggestions: Suggestion[]
  /** What there was less of than asked, and why. */
  notes: string[]
}

/** Seconds of work a second of film takes, roughly, on two cores. */
const COST = { ingest: 0.18, listen: 0.1, look: 0.01, render: 0.7 }

/**
 * The whole way from a video to finished clips, in one folder, without a database or a queue: the
 * same parts the jobs are made of.
 */
export async function makeClips(
  world: { tools: Tools; transcribe: SpeechConfig; dataFolder: string },
  asked: ClipsAsked,
  folder: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: StageProgress): void },
): Promise<ClipsMade> {
  const { tools } = world
  const work = join(folder, '.work')
  const storage = folderStorage(work)
  const ingest = makeIngest({ tools, storage })
  const engine = speechEngine(world.transcribe, world.dataFolder)
  if (!asked.transcript && !engine) throw new AppError('speech.no-engine')
  await mkdir(work, { recursive: true })
  try {
    const videoId = 'video'
    const facts = await ingest.probe(asked.video, signal)
    if (!asked.transcript && !facts.audio) throw new AppError('speech.no-speech')
    const given = asked.transcript && fitTranscript(asked.transcript, facts.durationMs)
    // Where the words are known it is known at once whether they hold a clip.
    if (given) mustHaveFound(await momentsInThread.find(given, asked.options, signal))
    const length = facts.durationMs / 1000
    const { count, min, max } = asked.options
    const clipLength = Math.min(length, (min + max) / 2000)
    const clips = Math.min(count, Math.ceil(length / clipLength))
    const tell = stageProgress(
      {
        ingest: length * COST.ingest,
        listen: asked.transcript ? 0 : length * COST.listen,
        look: length * COST.look + 1,
        render: clips * asked.shapes.length * clipLength * COST.render,
      },
      onProgress,
    )

    const have: VideoMetadata = {}
    const { energyKey } = await ingest.prepare(
      { videoId, path: asked.video, facts, have },
      {
        signal,
        onPart: async ({ metadata }) => void Object.assign(have, metadata),
        onProgress: ({ percent, step }) => tell('ingest', percent / 100, step),
      },
    )
    tell('ingest', 1, asked.transcript ? 'Reading the words' : 'Listening')
    const signals = await ingest.signals({ scenes: [], topics: [], energyKey, loud: null })
    const transcript = given ?? (await listen())

    tell('look', 0, 'Looking for moments')
    const scenes = facts.video
      ? await ingest.scenes(
          { videoId, durationMs: facts.durationMs },
          {
            signal,
            onProgress: (percent) => tell('look', percent / 150, 'Looking for changes of picture'),
          },
        )
      : []
    const faces = facts.video
      ? await ingest.people(
          { videoId, durationMs: facts.durationMs, ...facts.video, scenes },
          {
            signal,
            onProgress: (percent) => tell('look', 0.67 + percent / 350, 'Looking at faces'),
          },
        )
      : []
    const found = await momentsInThread.find(
      transcript,
      { ...asked.options, energy: signals.energy, scenes: scenes.length > 0 ? scenes : undefined },
      signal,
    )
    mustHaveFound(found)
    tell('look', 1, 'Making clips')
    const name = basename(asked.video)
    const write = (file: string, text: string) => writeFile(join(folder, file), text)
    const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
    await write('transcript.json', json(toWhisperJson(transcript, facts.durationMs)))
    await write('suggestions.json', json(toSuggestionsJson(name, found.suggestions)))
    const files = await renderAll(found.suggestions, transcript, facts, faces, (share, step) =>
      tell('render', share, step),
    )
    onProgress({ percent: 100, step: 'Done', etaMs: 0 })
    return {
      files: ['suggestions.json', 'transcript.json', ...files],
      suggestions: found.suggestions,
      notes: [...facts.notes, ...found.notes],
    }

    async function listen(): Promise<Transcript> {
      if (!engine) throw new AppError('speech.no-engine')
      const path = await storage.place(videoKey(videoId, 'speech.wav'))
      const heard = await hearTrack(engine, storage).transcribe(
        { videoId, path, energy: signals.energy },
        { signal, onProgress: (percent) => tell('listen', percent / 100, 'Listening') },
      )
      const made = makeTranscript(heard.language, heard.segments)
      if (made.segments.length === 0) throw new AppError('speech.no-speech')
      return made
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }

  async function renderAll(
    suggestions: Suggestion[],
    transcript: Transcript,
    facts: MediaFacts,
    faces: SeenShot[],
    told: (share: number, step: string) => void,
  ): Promise<string[]> {
    const files: string[] = []
    const words = transcriptWords(transcript)
    const shots = faces.map(({ from }) => from).filter((from) => from > 0)
    const { width = 0, height = 0 } = facts.video ?? {}
    const length = ({ from, to }: Suggestion) => to - from
    const whole = suggestions.reduce((sum, one) => sum + length(one), 0) * asked.shapes.length
    let done = 0
    try {
      for (const suggestion of suggestions) {
        const number = String(suggestion.rank).padStart(2, '0')
        for (const shape of asked.shapes) {
          const project = readClip(
            loadClip([
              seedClip({
                title: suggestion.title,
                shape,
                style: plainStyle(asked.style),
                range: { from: suggestion.from, to: ms(Math.min(suggestion.to, facts.durationMs)) },
                transcriptVersion: 1,
                durationMs: facts.durationMs,
                framed: frameByFaces(shotsAround(faces, suggestion), words, {
                  shape,
                  sourceRatio: width / Math.max(1, height),
                }),
              }),
            ]),
            { words, durationMs: facts.durationMs, shots, speakers: transcript.speakers },
          )
          const file = `clip-${number}-${shape.replace(':', 'x')}.mp4`
          const step = `Making clip ${suggestion.rank} of ${suggestions.length}`
          await renderInChild({
            project,
            shape,
            source: {
              path: asked.video,
              width,
              height,
              durationMs: facts.durationMs,
              hasVideo: facts.video !== null,
              hasAudio: facts.audio !== null,
            },
            out: join(folder, file),
            workDir: work,
            tools,
            signal,
            onProgress: ({ percent }) =>
              told((done + (length(suggestion) * percent) / 100) / whole, step),
          })
          files.push(file)
          done += length(suggestion)
          if (shape === asked.shapes[0]) {
            await writeFile(join(folder, `clip-${number}.srt`), toSrt(project))
            files.push(`clip-${number}.srt`)
          }
        }
      }
    } finally {
      endIdleRenderChildren()
    }
    return files
  }
}

function mustHaveFound({ suggestions, notes }: { suggestions: Suggestion[]; notes: string[] }) {
  const [why] = notes
  if (suggestions.length === 0)
    throw new AppError('suggestion.none', why === undefined ? {} : { detail: why })
}
