import { randomBytes } from 'node:crypto'
import { link, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import { loadClip, yDoc } from '#collab/clip-doc/clip-doc.ts'
import { seedClip } from '#collab/clip-doc/seed-clip.ts'
import { cutWords } from '#collab/clip-doc/word-verbs.ts'
import { plainStyle } from '#core/caption-style.ts'
import { type ClipId, type TranscriptionId, type UserId, VideoId, wordId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { makeTranscript, type Transcript, transcriptWords } from '#core/transcript.ts'
import type { Filmstrip } from '#core/video.ts'
import { type Db, openPglite } from '#db/client.ts'
import { appendClipUpdates } from '#db/clip-updates.ts'
import { insertClip, writeStyle } from '#db/clips.ts'
import { migrate } from '#db/migrate.ts'
import { insertProject } from '#db/projects.ts'
import { videos } from '#db/schema/videos.ts'
import { folderStorage, type Storage, videoKey } from '#db/storage.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { createUser } from '#db/users.ts'
import { createWorkspace } from '#db/workspaces.ts'
import { filmstripOf } from '#pipeline/ingest/make-filmstrip.ts'
import { PROXY_INDEX } from '#pipeline/ingest/make-proxy.ts'
import { runFfmpeg } from '#render/ffmpeg.ts'
import type { Tools } from '#render/tools.ts'
import { createAuth } from '../app/server/auth.ts'

export type LongTalk = {
  /** `name=value` of a session that may edit both clips. */
  cookie: { name: string; value: string }
  videoId: VideoId
  /** A minute of the talk, and all of it with a run of words cut every so often. */
  clips: Record<'minute' | 'whole', ClipId>
}

/** Ms of film that are encoded; the rest repeats them. */
const LOOP_S = 60
const PEAKS_PER_SECOND = 50

/**
 * Fills a fresh data folder with a long talk of made-up words over a test picture, ready to be edited.
 * The server must not be running on it yet.
 */
export async function layLongTalk({
  dataFolder,
  tools,
  words,
  hours,
  cuts,
}: {
  dataFolder: string
  tools: Tools
  words: number
  hours: number
  /** Runs of cut words in the clip that is the whole talk. */
  cuts: number
}): Promise<LongTalk> {
  const durationMs = ms(hours * 3_600_000)
  const database = await openPglite(join(dataFolder, 'database'))
  try {
    await migrate(database)
    const { db } = database
    const userId = await createUser(db, {
      email: 'ana@example.com',
      passwordHash: randomBytes(32).toString('hex'),
      fullName: 'Ana',
    })
    const workspaceId = await createWorkspace(db, { name: 'Talks', ownerId: userId })
    const projectId = await insertProject(db, { workspaceId, userId, name: 'Long talks' })
    const videoId = VideoId.parse(crypto.randomUUID())
    const key = (name: string) => videoKey(videoId, name)
    const strip = filmstripOf({ durationMs, width: 640, height: 360 })
    await db.insert(videos).values({
      id: videoId,
      projectId,
      userId,
      title: 'A long talk',
      originalFilename: 'talk.mp4',
      storagePath: key('source'),
      durationMs,
      width: 640,
      height: 360,
      status: 'ready',
      metadata: {
        hasVideo: true,
        hasAudio: true,
        proxy: key('proxy.mp4'),
        peaks: { key: key('peaks.bin'), perSecond: PEAKS_PER_SECOND },
        filmstrip: { ...strip, key: key('filmstrip.jpg') },
      },
    })
    await layFiles(folderStorage(join(dataFolder, 'files')), tools, key, hours, strip)
    const talk = longTranscript(words, durationMs)
    const { id: transcriptionId } = await saveTranscript(db, videoId, talk, 'import:json')
    const lay = (title: string, from: number, to: number, cut: number[]) =>
      layClip(db, { userId, videoId, transcriptionId, title, from, to, durationMs, cut })
    const spoken = transcriptWords(talk)
    const middle = Math.floor(spoken.length / 2)
    const minute = spoken[middle]?.from ?? 0
    const every = Math.floor(spoken.length / cuts)
    const cut = spoken.flatMap((_, i) => (i % every >= 20 && i % every < 24 ? [i] : []))
    const clips = {
      minute: await lay('A minute of it', minute, minute + 60_000, []),
      whole: await lay('All of it', 0, durationMs, cut),
    }
    const header = await createAuth(db, { secureCookies: false }).startSession(userId, 'bench')
    const [name = '', value = ''] = (header.split(';')[0] ?? '').split('=')
    return { cookie: { name, value }, videoId, clips }
  } finally {
    await database.close()
  }
}

async function layClip(
  db: Db,
  clip: {
    userId: UserId
    videoId: VideoId
    transcriptionId: TranscriptionId
    title: string
    from: number
    to: number
    durationMs: number
    cut: number[]
  },
): Promise<ClipId> {
  const { userId, videoId, transcriptionId, title, durationMs } = clip
  const range = { from: ms(clip.from), to: ms(clip.to) }
  const clipId = await insertClip(db, {
    ...{ videoId, userId, transcriptionId, title, shape: '9:16' as const },
    ...{ suggestion: null, ...range },
  })
  if (!clipId) throw new Error('the clip was not laid')
  const style = plainStyle('punch')
  await writeStyle(db, clipId, style)
  const seed = seedClip({ title, shape: '9:16', style, range, transcriptVersion: 1, durationMs })
  const doc = loadClip([seed])
  cutWords(doc, clip.cut.map(wordId), { source: 'pipeline', job: 'bench' })
  await appendClipUpdates(db, clipId, [Y.encodeStateAsUpdate(yDoc(doc))])
  return clipId
}

/** A minute of moving picture with a tone, repeated; loudness as speech has it; pictures of the strip. */
async function layFiles(
  storage: Storage,
  tools: Tools,
  key: (name: string) => string,
  hours: number,
  strip: Filmstrip,
) {
  const seconds = hours * 3600
  const loop = await storage.place(key('loop.mp4'))
  await runFfmpeg(tools, [
    ...['-f', 'lavfi', '-i', `gradients=size=640x360:rate=30:speed=0.02:duration=${LOOP_S}`],
    ...['-f', 'lavfi', '-i', `sine=frequency=220:sample_rate=48000:duration=${LOOP_S}`],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-crf',
      '36',
      '-g',
      '15',
      '-bf',
      '0',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-c:a', 'aac', '-b:a', '64k', '-shortest', loop],
  ])
  await runFfmpeg(tools, [
    ...['-stream_loop', String(Math.ceil(seconds / LOOP_S) - 1), '-i', loop],
    ...['-c', 'copy', ...PROXY_INDEX, '-t', String(seconds)],
    await storage.place(key('proxy.mp4')),
  ])
  // What came in is what is shown.
  await link(await storage.place(key('proxy.mp4')), await storage.place(key('source')))
  const rows = Math.ceil(strip.count / strip.columns)
  await runFfmpeg(tools, [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${strip.width}x${strip.height}:rate=1`],
    ...['-vf', `tile=${strip.columns}x${rows}:nb_frames=${strip.count}`, '-frames:v', '1'],
    await storage.place(key('filmstrip.jpg')),
  ])
  await storage.remove(key('loop.mp4'))
  const peaks = new Uint8Array(seconds * PEAKS_PER_SECOND)
  for (let i = 0; i < peaks.length; i++) {
    const syllable = Math.abs(Math.sin(i / 5)) * (i % 170 < 150 ? 1 : 0.05)
    peaks[i] = Math.round(20 + 200 * syllable)
  }
  await writeFile(await storage.place(key('peaks.bin')), peaks)
}

const VOCABULARY =
  'we the first thing tried was wrong and then it broke so nobody looked at numbers again until morning because everybody knew what they wanted to hear'.split(
    ' ',
  )

/** Sentences of seven to fifteen words, turns of one to nine of them, three people. */
export function longTranscript(words: number, durationMs: number): Transcript {
  const people = ['Amara Osei', 'Ben Ito', 'Chloe Marsh']
  const step = durationMs / words
  let left = 0
  let sentence = 0
  let turn = 0
  const heard = Array.from({ length: words }, (_, i) => {
    if (left === 0) {
      sentence++
      left = 7 + ((sentence * 5) % 9)
      if (sentence % (1 + ((turn * 7) % 9)) === 0) turn++
    }
    left--
    const plain = VOCABULARY[(i * 7 + sentence * 3) % VOCABULARY.length] ?? 'so'
    const text = left === 0 ? `${plain}.` : plain
    const from = Math.round(i * step)
    return {
      speaker: people[turn % people.length] ?? null,
      word: {
        text,
        from,
        to: Math.round(from + step * 0.85),
        confidence: i % 40 === 0 ? 0.5 : 0.95,
        timing: 'native' as const,
      },
    }
  })
  const segments = []
  for (let i = 0; i < heard.length; i += 20) {
    for (const speaker of people) {
      const said = heard.slice(i, i + 20).filter((one) => one.speaker === speaker)
      const [first, last] = [said[0], said.at(-1)]
      if (!first || !last) continue
      segments.push({
        from: first.word.from,
        to: last.word.to,
        speaker,
        words: said.map(({ word }) => word),
      })
    }
  }
  return makeTranscript('en', segments)
}
