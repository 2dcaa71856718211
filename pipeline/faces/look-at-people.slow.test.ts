import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { runFfmpeg } from '#render/ffmpeg.ts'
import { findTools, requireTool } from '#render/tools.ts'
import { lookAtPeople } from './look-at-people.ts'

const require = createRequire(import.meta.url)
/** Photographs of groups that come with the detector. */
const photo = (number: number) =>
  join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'demo', `sample${number}.jpg`)

test('everybody is found and followed shot by shot, and the mouth that moves is noticed', async () => {
  const tools = await findTools()
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-faces-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const film = join(folder, 'film.mp4')
  const still = (number: number, seconds: number) => [
    ...['-loop', '1', '-framerate', '12', '-t', `${seconds}`, '-i', photo(number)],
  ]
  const wide = (i: number) => `[${i}:v]crop=iw:iw*9/16:0:0,scale=640:360,setsar=1,format=yuv420p`
  // In the first shot the mouth of the woman in the middle opens and closes.
  const mouth = "drawbox=x=372:y=158:w=34:h=14:color=black@0.9:t=fill:enable='lt(mod(t,0.4),0.2)'"
  await runFfmpeg(tools, [
    ...[...still(3, 3), ...still(6, 2)],
    ...['-f', 'lavfi', '-t', '1', '-i', 'color=gray:s=640x360:r=12'],
    '-filter_complex',
    `${wide(0)},${mouth}[a];${wide(1)}[b];[2:v]setsar=1,format=yuv420p[c];[a][b][c]concat=n=3:v=1:a=0`,
    ...['-c:v', 'libx264', '-preset', 'ultrafast', film],
  ])
  const shots = await lookAtPeople({
    decoder: { ffmpeg: requireTool(tools.ffmpeg) },
    ...{ proxy: film, width: 640, height: 360, durationMs: 6000, scenes: [3000, 5000] },
  })

  expect(shots.map(({ from, to, looks }) => [from, to, looks])).toEqual([
    [0, 3000, 3],
    [3000, 5000, 2],
    [5000, 6000, 1],
  ])
  const [three, four, nobody] = shots
  const left = three?.faces.map(({ seen }) => seen[0]?.x ?? 0).sort((a, b) => a - b)
  expect(left).toHaveLength(3)
  for (const [i, x] of [0.27, 0.52, 0.75].entries()) expect(left?.[i]).toBeCloseTo(x, 1)
  for (const { seen } of three?.faces ?? []) expect(seen).toHaveLength(3)
  const moved = [...(three?.faces ?? [])].sort(
    (a, b) => (b.seen[1]?.mouth ?? 0) - (a.seen[1]?.mouth ?? 0),
  )
  expect(moved[0]?.seen[0]?.x).toBeCloseTo(0.52, 1)
  expect(moved[0]?.seen[1]?.mouth).toBeGreaterThan(5)
  expect(moved[1]?.seen[1]?.mouth).toBeLessThan(1)

  expect(four?.faces.length).toBeGreaterThanOrEqual(4)
  expect(nobody?.faces).toEqual([])
  // Photographs are crisp and lit; a grey board has no detail at all.
  expect(three?.sharp).toBeGreaterThan(0.1)
  expect(nobody).toMatchObject({ sharp: 0 })
  expect(nobody?.light).toBeCloseTo(0.5, 1)
})
