import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type ChatAsked = {
  authorization: string | undefined
  model: string
  messages: { role: string; content: string }[]
  response_format?: { type: string }
}

export type ChatAnswer =
  | { content: string }
  | { refusal: string }
  | { status: number; headers?: Record<string, string>; error?: { message: string; code?: string } }
  /** Accepts and never answers. */
  | 'hang'
  | 'drop'

/** A local server that speaks OpenAI's chat protocol over real HTTP. */
export async function chatServer(answer: (asked: ChatAsked, count: number) => ChatAnswer) {
  const asked: ChatAsked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Omit<ChatAsked, 'authorization'>
    const one = { ...body, authorization: request.headers.authorization }
    asked.push(one)
    const told = answer(one, asked.length)
    if (told === 'hang') return
    if (told === 'drop') return void request.socket.destroy()
    response.setHeader('content-type', 'application/json')
    if ('status' in told) {
      response.statusCode = told.status
      for (const [name, value] of Object.entries(told.headers ?? {}))
        response.setHeader(name, value)
      return void response.end(JSON.stringify({ error: told.error ?? { message: 'no' } }))
    }
    const message = {
      role: 'assistant',
      content: 'content' in told ? told.content : null,
      refusal: 'refusal' in told ? told.refusal : null,
    }
    response.end(
      JSON.stringify({
        id: 'chat-1',
        object: 'chat.completion',
        model: body.model,
        choices: [{ index: 0, finish_reason: 'stop', message }],
        usage: { prompt_tokens: 1200, completion_tokens: 80, total_tokens: 1280 },
      }),
    )
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
  return { url: `http://127.0.0.1:${port}/v1`, asked }
}
