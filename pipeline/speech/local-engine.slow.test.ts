import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AppError } from '#core/errors.ts'
import { engineContract } from './engine-contract.fixtures.ts'
import { localEngine } from './local-engine.ts'
import { fetchWeights, type PinnedWeights } from './local-weights.ts'
import { writeTinyModel } from './tiny-model.fixtures.ts'

async function freshFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-local-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
async function tinyEngine() {
  const weights = await freshFolder()
  await writeTinyModel(weights)
  return localEngine({ weights, dataFolder: weights })
}

engineContract('on this machine', { make: tinyEngine, makeSlow: tinyEngine })

const never = new AbortController().signal
const troubleOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw error ?? new Error('it worked')
  return { code: error.code, say: error.message }
}

test('a folder without a model, and a model that is none, are said', async () => {
  const folder = await freshFolder()
  const engine = localEngine({ weights: folder, dataFolder: folder })
  const trouble = await troubleOf(engine.prepare?.({ signal: never, onProgress() {} }) as never)
  expect(trouble.code).toBe('speech.no-weights')
  expect(trouble.say).toContain('holds no speech model')

  await writeFile(join(folder, 'model.onnx'), 'not a model')
  await writeFile(join(folder, 'tokens.txt'), 'a 0\n')
  const wav = Buffer.alloc(44 + 32_000)
  const heard = engine.transcribe({ wav, durationMs: 1000 }, { signal: never })
  expect((await troubleOf(heard)).code).toBe('speech.local-failed')
})

/** Serves a folder's files; `cutAfter` bytes of an answer the connection is dropped. */
async function fileServer(folder: string) {
  const asked: { name: string; range: string | undefined }[] = []
  const faults = { cutAfter: Infinity }
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '').slice(1)
    const { range } = request.headers
    asked.push({ name, range })
    const place = join(folder, name)
    const size = (await stat(place).catch(() => null))?.size
    if (size === undefined) return void response.writeHead(404).end()
    const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
    response.writeHead(range ? 206 : 200, { 'content-length': size - start })
    if (size - start <= faults.cutAfter)
      return void createReadStream(place, { start }).pipe(response)
    response.write((await readFile(place)).subarray(start, start + faults.cutAfter), () =>
      request.socket.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, faults }
}

async function pinnedTiny() {
  const folder = await freshFolder()
  await writeTinyModel(folder)
  const { url, asked, faults } = await fileServer(folder)
  const files = await Promise.all(
    ['tokens.txt', 'model.onnx'].map(async (name) => {
      const content = await readFile(join(folder, name))
      const sha256 = createHash('sha256').update(content).digest('hex')
      return { name, bytes: content.length, sha256 }
    }),
  )
  const pinned: PinnedWeights = { id: 'tiny', baseUrl: url, files }
  return { pinned, asked, faults, served: folder, dataFolder: await freshFolder() }
}

test('weights are fetched once, with progress, and the engine hears with them', async () => {
  const { pinned, asked, dataFolder } = await pinnedTiny()
  const engine = localEngine({ weights: null, dataFolder, pinned })
  const progress: [number, string | undefined][] = []
  const prepare = () =>
    engine.prepare?.({ signal: never, onProgress: (...told) => progress.push([told[0], told[1]]) })
  await prepare()
  expect(progress.at(-1)).toEqual([100, 'Fetching the speech model'])
  expect(asked).toHaveLength(2)
  await prepare()
  expect(asked).toHaveLength(2)
  expect((await readdir(join(dataFolder, 'models', 'tiny'))).sort()).toEqual([
    'model.onnx',
    'tokens.txt',
  ])
})

test('what was cut off is begun where it ended', async () => {
  const { pinned, asked, faults, served, dataFolder } = await pinnedTiny()
  const fetchAll = () => fetchWeights(pinned, dataFolder, { signal: never, onProgress() {} })
  faults.cutAfter = 200
  expect((await troubleOf(fetchAll())).code).toBe('speech.no-weights')
  faults.cutAfter = Infinity
  // How much of it reached the disk is the system's affair.
  const model = await readFile(join(served, 'model.onnx'))
  await writeFile(join(dataFolder, 'model.onnx.part'), model.subarray(0, 200))
  await fetchAll()
  expect(asked.at(-1)).toEqual({ name: 'model.onnx', range: 'bytes=200-' })
})

test('what is not what was pinned is thrown away, and so is what is longer', async () => {
  const { pinned, served, dataFolder } = await pinnedTiny()
  const model = join(served, 'model.onnx')
  const good = await readFile(model)
  const fetchAll = () => fetchWeights(pinned, dataFolder, { signal: never, onProgress() {} })
  await writeFile(model, Buffer.from(good).fill(7, 40, 44))
  expect((await troubleOf(fetchAll())).say).toContain('what came is not what it should be')
  expect(await readdir(dataFolder)).toEqual(['tokens.txt'])
  await writeFile(model, Buffer.concat([good, good]))
  expect((await troubleOf(fetchAll())).say).toContain('it sent more than it should')
})

test('weights that cannot be had are said, with the way on', async () => {
  const { pinned, served, dataFolder } = await pinnedTiny()
  await rm(join(served, 'model.onnx'))
  const trouble = await troubleOf(
    fetchWeights(pinned, dataFolder, { signal: never, onProgress() {} }),
  )
  expect(trouble.say).toMatch(/could not be fetched from 127.*it answered 404.*TRANSCRIBE_WEIGHTS/)
})
