import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { speechEngine } from '#pipeline/speech/engine.ts'
import { openaiCompatible } from '#pipeline/speech/openai-compatible.ts'
import type { SpeechEngine } from '#pipeline/speech/speech.ts'
import { readConfig } from '../../app/server/config.ts'
import { loadEnvironment } from '../../app/server/environment-file.ts'
import { BadInput } from '../clip-arguments.ts'

const run = promisify(execFile)

/** The engine a measurement asks for, and how to put it away. */
export async function engineOf(
  name: string,
): Promise<{ engine: SpeechEngine; close(): Promise<void> }> {
  if (name === 'configured') {
    loadEnvironment()
    const { transcribe, dataFolder } = readConfig(process.env)
    const engine = speechEngine(transcribe, resolve(dataFolder))
    if (!engine) throw new BadInput('No speech engine is set up: set TRANSCRIBE_… first.')
    return { engine, close: async () => {} }
  }
  if (name !== 'pocketsphinx') throw new BadInput('--engine is pocketsphinx or configured.')
  return pocketsphinx()
}

const PROGRAM = 'pocketsphinx_continuous'

/** Debian's recogniser behind a server on this machine that speaks OpenAI's transcription protocol. */
async function pocketsphinx() {
  await run(PROGRAM, ['-help'], { timeout: 10_000 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT')
      throw new BadInput(
        `${PROGRAM} is not installed: apt install pocketsphinx pocketsphinx-en-us, or measure another engine.`,
      )
  })
  const folder = await mkdtemp(join(tmpdir(), 'cliproom-sphinx-'))
  let count = 0
  const server = createServer(async (request, response) => {
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const form = await new Response(Buffer.concat(chunks), {
        headers: { 'content-type': request.headers['content-type'] ?? '' },
      }).formData()
      const file = form.get('file')
      if (!(file instanceof File)) throw new Error('no file')
      const path = join(folder, `${count++}.wav`)
      await writeFile(path, Buffer.from(await file.arrayBuffer()))
      const words = wordsOf((await run(PROGRAM, listen(path), { maxBuffer: 1e8 })).stdout)
      await rm(path)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ language: 'english', words }))
    } catch (error) {
      response.writeHead(500).end(JSON.stringify({ error: { message: String(error) } }))
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const engine = openaiCompatible({
    baseUrl: `http://127.0.0.1:${port}/v1`,
    apiKey: null,
    model: 'pocketsphinx',
  })
  if (!engine) throw new Error('there is no engine')
  return {
    engine: { ...engine, id: 'pocketsphinx' },
    async close() {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const listen = (path: string) => ['-infile', path, '-time', 'yes', '-logfn', '/dev/null']

/** `country 5.860 6.420 0.47`; what is in brackets is silence or noise. */
function wordsOf(output: string) {
  return [...output.matchAll(/^([^\s<[]\S*) (\d+\.\d+) (\d+\.\d+) (\d+\.\d+)$/gm)].map(
    ([, word = '', start, end, sure]) => ({
      word: word.replace(/\(\d+\)$/, ''),
      start: Number(start),
      end: Number(end),
      probability: Math.min(1, Number(sure)),
    }),
  )
}
