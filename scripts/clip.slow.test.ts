import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readTranscript } from '#core/transcript-import/read-transcript.ts'
import { runFfprobe } from '#render/ffmpeg.ts'
import { findTools } from '#render/tools.ts'
import {
  h264,
  makeMedia,
  picture,
  testFolder,
  tone,
} from '../pipeline/ingest/test-media.fixtures.ts'

const root = resolve(import.meta.dirname, '..')
// Without tsx's own process in between: on a busy machine it would not pass a signal on.
const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href
const command = ['--import', loader, join(root, 'scripts/clip.ts')]

/** Runs the command as npm does, in a folder of its own. */
function clip(folder: string, args: string[], env: Record<string, string> = {}) {
  const engine = { TRANSCRIBE_BASE_URL: '', TRANSCRIBE_API_KEY: '', ...env }
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: folder,
    env: { ...process.env, ...engine },
  })
  const told = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    told.err += text
  })
  return { child, told, ended: once(child, 'close').then(([code]) => ({ code, ...told })) }
}

const run = (folder: string, args: string[]) => clip(folder, args).ended

const SENTENCES = [
  'Most people get this completely wrong.',
  'We lost nine customers in one single week.',
  'Nobody had ever asked them why they stayed.',
  'So what would you do with such a list?',
  'We called every one of them the same day.',
  'It changed how we build everything since then.',
]

/** Half a minute with somebody saying a sentence every five seconds. */
async function talk() {
  const folder = await testFolder()
  await makeMedia(join(folder, 'talk.mp4'), [...picture(30, '640x360'), ...tone(30), ...h264])
  const srt = SENTENCES.map((text, i) => {
    const at = (s: number) => `00:00:${String(s).padStart(2, '0')}`
    return `${i + 1}\n${at(i * 5)},200 --> ${at(i * 5 + 4)},600\n${i % 2 ? 'Ben' : 'Ada'}: ${text}\n`
  })
  await writeFile(join(folder, 'talk.srt'), srt.join('\n'))
  return folder
}

const Listed = z.object({
  source: z.string(),
  suggestions: z.array(
    z.strictObject({
      rank: z.number(),
      start: z.number(),
      end: z.number(),
      score: z.number().min(0).max(100),
      components: z.strictObject({
        hook: z.number().nullable(),
        emotion: z.number().nullable(),
        topic: z.number().nullable(),
        thought: z.number().nullable(),
        visual: z.number().nullable(),
      }),
      reasons: z.array(z.string()),
      highlights: z.array(z.string()),
      transcript: z.string(),
      title: z.string(),
    }),
  ),
})

test('a video and its words become clips, each in every shape, with what was found about them', async () => {
  const folder = await talk()
  const asked = '--transcript talk.srt --count 1 --min 4 --max 12 --aspect 9:16,1:1 --out made'
  const { code, out, err } = await run(folder, ['talk.mp4', ...asked.split(' ')])
  expect(err).not.toContain('rror')
  expect(code).toBe(0)

  const made = join(folder, 'made')
  expect((await readdir(made)).sort()).toEqual([
    'clip-01-1x1.mp4',
    'clip-01-9x16.mp4',
    'clip-01.srt',
    'suggestions.json',
    'transcript.json',
  ])
  expect(out.trim().split('\n')).toHaveLength(5)
  // A log hears of each step, and no bar moves through it.
  expect(err).toMatch(/ \d+% {2}Making the preview/)
  expect(err).not.toContain('\r')
  // Nothing beside what was asked for.
  expect((await readdir(folder)).sort()).toEqual(['made', 'talk.mp4', 'talk.srt'])

  const { source, suggestions } = Listed.parse(
    JSON.parse(await readFile(join(made, 'suggestions.json'), 'utf8')),
  )
  expect(source).toBe('talk.mp4')
  const [best] = suggestions
  expect(best?.rank).toBe(1)
  const lasts = (best?.end ?? 0) - (best?.start ?? 0)
  expect(lasts).toBeGreaterThanOrEqual(4)
  expect(lasts).toBeLessThanOrEqual(12)

  const { transcript } = readTranscript(await readFile(join(made, 'transcript.json')))
  expect(transcript.speakers).toEqual(['Ada', 'Ben'])
  const subtitles = readTranscript(await readFile(join(made, 'clip-01.srt'))).transcript
  const shown = subtitles.segments.flatMap(({ words }) => words.map(({ text }) => text)).join(' ')
  expect(shown).toBe(best?.transcript)

  const tools = await findTools()
  for (const [name, size] of [
    ['clip-01-9x16.mp4', '1080,1920'],
    ['clip-01-1x1.mp4', '1080,1080'],
  ] as const) {
    const shape = await runFfprobe(tools, [
      ...['-v', 'error', '-select_streams', 'v', '-show_entries', 'stream=width,height,nb_frames'],
      ...['-of', 'csv=p=0', join(made, name)],
    ])
    const [width, height, frames] = shape.trim().split(',')
    expect(`${width},${height}`).toBe(size)
    expect(Math.abs(Number(frames) - lasts * 30)).toBeLessThanOrEqual(1)
  }
})

test.each([
  ['no video named', [], 'Name a video'],
  ['an option nobody knows', ['talk.mp4', '--fast'], '--fast'],
  ['a file that is not there', ['other.mp4'], 'no file "other.mp4"'],
  ['a folder', ['folder'], 'not a file'],
  ['a text named as a video', ['text.mp4', '--transcript', 'talk.srt'], 'not a video'],
  ['a playlist', ['list.mp4', '--transcript', 'talk.srt'], 'playlist'],
  ['an empty file', ['empty.mp4', '--transcript', 'talk.srt'], 'empty'],
  ['words that are none', ['talk.mp4', '--transcript', 'text.mp4'], 'transcript'],
  ['words of a longer video', ['talk.mp4', '--transcript', 'long.srt'], 'after the end'],
  ['a talk too short for a clip', ['talk.mp4', '--transcript', 'talk.srt'], 'clip'],
  ['no words and no engine', ['talk.mp4'], 'speech engine'],
  ['a file where the folder should go', ['talk.mp4', '--out', 'talk.srt'], 'not a folder'],
])('%s: one plain line, exit code 2, nothing written', async (_, args, said) => {
  const folder = await testFolder()
  await makeMedia(join(folder, 'talk.mp4'), [...picture(2), ...tone(2), ...h264])
  await mkdir(join(folder, 'folder'))
  await writeFile(join(folder, 'talk.srt'), '1\n00:00:00,000 --> 00:00:01,000\nYes.\n')
  await writeFile(join(folder, 'long.srt'), '1\n00:09:00,000 --> 00:09:01,000\nYes.\n')
  await writeFile(join(folder, 'text.mp4'), 'Dear all\n')
  await writeFile(join(folder, 'list.mp4'), '#EXTM3U\n/etc/passwd\n')
  await writeFile(join(folder, 'empty.mp4'), '')
  const before = await readdir(folder)

  const { code, out, err } = await run(folder, args)
  expect(err).toContain(said)
  // Progress told before is no part of the message.
  expect(
    err
      .replace(/^ *\d+% .*\n/gm, '')
      .trim()
      .split('\n'),
  ).toHaveLength(1)
  expect(out).toBe('')
  expect(code).toBe(2)
  expect(await readdir(folder)).toEqual(before)
})

test('stopped half way, it cleans up behind itself', async () => {
  const folder = await talk()
  const before = await readdir(folder)
  const { child, told, ended } = clip(folder, [
    'talk.mp4',
    '--transcript',
    'talk.srt',
    '--min',
    '4',
  ])
  await expect.poll(() => told.err, { timeout: 60_000 }).toContain('Making clip 1')
  child.kill('SIGINT')
  const { code, err } = await ended
  expect(err).toContain('Stopped. Nothing was written.')
  expect(code).toBe(130)
  expect(await readdir(folder)).toEqual(before)
})

test('helps whoever asks', async () => {
  const { code, out } = await run(await testFolder(), ['--help'])
  expect(code).toBe(0)
  expect(out).toContain('npm run clip -- <video>')
})
