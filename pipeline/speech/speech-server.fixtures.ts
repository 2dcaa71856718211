import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What the server was asked: the fields of the form, and the sound's own. */
export type Asked = {
  path: string
  authorization: string | undefined
  fields: Record<string, string[]>
  /** The WAV, and its length in ms. */
  wav: Buffer
  wavMs: number
}

export type Answer =
  | { json: unknown }
  | { text: string }
  | { status: number; headers?: Record<string, string>; json?: unknown }
  /** Accepts and never answers. */
  | 'hang'
  /** Drops the connection. */
  | 'drop'

/**
 * A local server that speaks OpenAI's transcription protocol over real HTTP. `answer` decides by what
 * was asked; `asked` remembers it.
 */
export async function speechServer(answer: (asked: Asked, count: number) => Answer) {
  const asked: Asked[] = []
  let abandoned = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = await new Response(Buffer.concat(chunks), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData()
    const fields: Record<string, string[]> = {}
    let wav = Buffer.alloc(0)
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = [...(fields[name] ?? []), value]
      else wav = Buffer.from(await value.arrayBuffer())
    }
    const one = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      fields,
      wav,
      wavMs: Math.round(((wav.length - 44) / 32_000) * 1000),
    }
    asked.push(one)
    response.on('close', () => {
      if (!response.writableEnded) abandoned++
    })
    const told = answer(one, asked.length)
    if (told === 'hang') return
    if (told === 'drop') return void request.socket.destroy()
    if ('text' in told) {
      response.setHeader('content-type', 'text/plain')
      return void response.end(told.text)
    }
    if ('status' in told) {
      response.statusCode = told.status
      for (const [name, value] of Object.entries(told.headers ?? {}))
        response.setHeader(name, value)
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(told.json ?? { error: { message: 'no' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, asked, abandoned: () => abandoned }
}

/** A 16 kHz WAV of these samples, each by its time in ms; a tone where nothing is said. */
export function wavOf(
  ms: number,
  sample: (at: number) => number = (at) => Math.round(9000 * Math.sin(at * 3.2)),
): Buffer {
  const samples = Math.round(ms * 16)
  const wav = Buffer.alloc(44 + samples * 2)
  wav.write('RIFF', 0, 'latin1')
  wav.writeUInt32LE(36 + samples * 2, 4)
  wav.write('WAVEfmt ', 8, 'latin1')
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(16_000, 24)
  wav.writeUInt32LE(32_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36, 'latin1')
  wav.writeUInt32LE(samples * 2, 40)
  for (let i = 0; i < samples; i++) {
    const value = sample(i / 16)
    if (value !== 0) wav.writeInt16LE(value, 44 + i * 2)
  }
  return wav
}
