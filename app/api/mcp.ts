import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import { isAppError } from '#core/errors.ts'
import type { AppContext } from '../server/context.ts'
import { readCaller } from './caller.ts'
import type { ApiDocument } from './docs-page.ts'

export const MCP_PATH = '/mcp'

type Schema = Record<string, unknown>
type Fetch = (request: Request, app: AppContext) => Promise<Response>

/** An operation of the REST API as an assistant calls it. */
type Operation = {
  tool: Tool
  method: string
  path: string
  scope: string
  query: string[]
  body: string[]
}

/**
 * The REST API for assistants, by the Model Context Protocol: every operation that takes and gives
 * JSON is a tool. A call is a request to the API itself, so scopes, limits and refusals are the same;
 * a key sees only the tools its scopes reach.
 */
export function createMcp(api: { fetch: Fetch; document(): ApiDocument }) {
  let written: Operation[] | null = null
  const operations = () => {
    written ??= operationsOf(api.document())
    return written
  }

  return async (request: Request, app: AppContext): Promise<Response> => {
    const refuse = (say: string) =>
      Response.json(
        { jsonrpc: '2.0', id: null, error: { code: -32001, message: say } },
        { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } },
      )
    const caller = await readCaller(app, request.headers).catch((error: unknown) => {
      if (!isAppError(error)) throw error
      return error
    })
    if (caller === null) return refuse('Send an API key as a bearer token.')
    if (caller instanceof Error) return refuse(caller.message)
    const mine = operations().filter(
      ({ scope }) => !caller.scopes || caller.scopes.has(scope as never),
    )

    const server = new Server(
      { name: 'cliproom', version: '1.0.0' },
      {
        capabilities: { tools: {} },
        instructions:
          'One long video in, many short clips out. Times are seconds. Work that takes long answers with a job: ask for the job until it is completed.',
      },
    )
    server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: mine.map(({ tool }) => tool),
    }))
    server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
      const operation = mine.find(({ tool }) => tool.name === params.name)
      if (!operation) return said(`There is no tool ${params.name}, or this key does not reach it.`)
      const asked = requestOf(operation, params.arguments ?? {}, request)
      return asked instanceof Request ? answerOf(await api.fetch(asked, app)) : said(asked)
    })
    // Nothing is kept between two requests: any process answers the next one.
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    return transport.handleRequest(request)
  }
}

const said = (text: string, isError = true): CallToolResult => ({
  content: [{ type: 'text', text }],
  isError,
})

async function answerOf(response: Response): Promise<CallToolResult> {
  const text = await response.text()
  return said(text === '' ? 'Done.' : text, !response.ok)
}

/** The request a call stands for, or what is wrong with it. */
function requestOf(
  { method, path, query, body }: Operation,
  given: Record<string, unknown>,
  from: Request,
): Request | string {
  const missing: string[] = []
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name]
    if (typeof value !== 'string' || value === '') missing.push(name)
    return encodeURIComponent(String(value))
  })
  if (missing.length > 0) return `Give ${missing.join(' and ')}.`
  const address = new URL(filled, from.url)
  for (const name of query) {
    if (given[name] !== undefined) address.searchParams.set(name, String(given[name]))
  }
  const sent = Object.fromEntries(
    body.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  )
  const headers = new Headers()
  for (const name of ['authorization', 'x-workspace-id', 'idempotency-key', 'host']) {
    const value = from.headers.get(name)
    if (value) headers.set(name, value)
  }
  const hasBody = !['get', 'delete'].includes(method)
  if (hasBody) headers.set('content-type', 'application/json')
  return new Request(address, {
    method: method.toUpperCase(),
    headers,
    ...(hasBody && { body: JSON.stringify(sent) }),
  })
}

/** What takes and gives JSON, for whoever has a scope: signing in is not an assistant's affair. */
function operationsOf(document: ApiDocument): Operation[] {
  const whole = (schema: unknown): unknown => {
    if (Array.isArray(schema)) return schema.map(whole)
    if (typeof schema !== 'object' || schema === null) return schema
    const { $ref, ...rest } = schema as Schema
    if (typeof $ref === 'string') {
      return whole(document.components?.schemas?.[$ref.split('/').at(-1) ?? ''] ?? {})
    }
    return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, whole(value)]))
  }
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]): Operation[] => {
      const extended = operation as typeof operation & { operationId?: string; 'x-scope'?: string }
      const scope = extended['x-scope']
      const content = operation.requestBody?.content
      const answer = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))?.[1]
      if (!scope || !extended.operationId) return []
      if (content && !content['application/json']) return []
      const given = answer && 'content' in answer ? answer.content : undefined
      if (given && !given['application/json']) return []
      const params = operation.parameters ?? []
      const body = (whole(content?.['application/json']?.schema ?? {}) ?? {}) as {
        properties?: Record<string, Schema>
        required?: string[]
      }
      const properties: Record<string, unknown> = { ...body.properties }
      for (const { name, description, schema } of params) {
        properties[name] = {
          ...(whole(schema ?? {}) as Schema),
          ...(description && { description }),
        }
      }
      return [
        {
          method,
          path,
          scope,
          query: params.filter((param) => param.in === 'query').map(({ name }) => name),
          body: Object.keys(body.properties ?? {}),
          tool: {
            name: extended.operationId,
            title: operation.summary,
            description: [operation.summary, operation.description].filter(Boolean).join('. '),
            inputSchema: {
              type: 'object',
              properties: properties as Record<string, object>,
              required: [
                ...params.filter(({ required }) => required).map(({ name }) => name),
                ...(body.required ?? []),
              ],
            },
            annotations: {
              readOnlyHint: method === 'get',
              destructiveHint: method === 'delete',
              idempotentHint: method !== 'post',
            },
          },
        },
      ]
    }),
  )
}
