import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { AppError, isAppError } from '#core/errors.ts'
import type { AppContext } from '../server/context.ts'
import { isForeign } from '../server/foreign-origin.ts'
import { readCaller } from './caller.ts'
import type { ApiDocument } from './docs-page.ts'
import { type Api, type ApiEnv, registerRefusals } from './endpoint.ts'
import { envelope, fieldName, RequestInvalid } from './error-envelope.ts'
import type { RateLimits } from './rate-limits.ts'
import { registerAll } from './register-all.ts'

export const API_PATH = '/api/v1'

/** A transcript of a long day; nothing else comes near it. */
const MAX_BODY_BYTES = 21 * 1024 ** 2

const document = {
  openapi: '3.1.0',
  info: {
    title: 'Cliproom',
    version: '1.0.0',
    description:
      'One long video in, many short clips out. Times are seconds, timestamps ISO 8601 in UTC. Send `Authorization: Bearer` with an access token or an API key.',
  },
}

/** The public REST API: the site's own commands, in the words of programs. */
export function createApi(limits: RateLimits): {
  fetch(request: Request, app: AppContext): Promise<Response>
  document(): ApiDocument
} {
  const api: Api = new OpenAPIHono<ApiEnv>({
    strict: false,
    defaultHook(result) {
      if (result.success) return
      throw new RequestInvalid(
        result.error.issues.flatMap((issue) =>
          issue.code === 'unrecognized_keys'
            ? issue.keys.map((key) => ({
                field: fieldName([...issue.path, key]),
                message: 'There is no such field.',
              }))
            : [{ field: fieldName(issue.path), message: issue.message }],
        ),
      )
    },
  }).basePath(API_PATH) as unknown as Api

  api.use(async (c, next) => {
    const { corsOrigins } = c.env.app.config
    return cors({
      origin: corsOrigins,
      allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Workspace-Id'],
      exposeHeaders: [
        'X-Request-Id',
        'X-RateLimit-Limit',
        'X-RateLimit-Remaining',
        'X-RateLimit-Reset',
        'Retry-After',
        'Location',
      ],
      maxAge: 600,
    })(c, next)
  })

  api.use(async (c, next) => {
    const { app } = c.env
    const origin = c.req.header('origin')
    const foreign = isForeign(
      {
        method: c.req.method,
        host: c.req.header('host'),
        origin,
        fetchSite: c.req.header('sec-fetch-site'),
        authorization: c.req.header('authorization'),
      },
      app.config.publicUrl,
    )
    if (foreign && !app.config.corsOrigins.includes(origin ?? '')) {
      throw new AppError('request.foreign-origin')
    }
    // Counted by address first: guessing tokens is a request too.
    const standing = await limits.ofAddress(app.ip)
    const caller = await readCaller(app, c.req.raw.headers).catch((error: unknown) => error)
    const known = caller !== null && !(caller instanceof Error)
    const state = known ? await limits.ofCaller(caller as never) : standing
    const headers = limits.headers(state)
    if (caller instanceof Error && !isAppError(caller)) throw caller
    c.set('caller', known ? (caller as never) : null)
    c.set('refusal', isAppError(caller) ? caller : null)
    if (standing.exceeded || state.exceeded) {
      const { status, body } = envelope(new AppError('rate.exceeded'), app.requestId)
      c.res = c.json(body, status)
    } else {
      await next()
    }
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-store')
  })

  const limited = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => {
      throw new AppError('request.too-large')
    },
  })
  // Files go straight to the disk; what else is sent is held in memory.
  const files = [`${API_PATH}/videos/upload`, `${API_PATH}/assets`]
  api.use((c, next) => (files.includes(c.req.path) ? next() : limited(c, next)))

  let allowed: ReturnType<typeof methodsByPath> | null = null
  api.notFound((c) => {
    allowed ??= methodsByPath(written().paths ?? {})
    const methods = allowed.find(({ path }) => path.test(c.req.path))?.methods
    const missing = new AppError(methods ? 'method.unknown' : 'address.unknown')
    const { status, body } = envelope(missing, c.env.app.requestId)
    return c.json(body, status, methods && { Allow: methods.join(', ') })
  })
  api.onError((error, c) => {
    const { app } = c.env
    const { status, body } = envelope(error, app.requestId)
    if (status === 500) {
      const { method, path } = c.req
      app.log.error({ err: error, method, path, requestId: app.requestId }, 'An API call failed')
    }
    return c.json(body, status)
  })

  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An access token of /auth/login, or an API key (`crk_…`).',
  })
  registerRefusals(api)
  registerAll(api)
  const written = () => api.getOpenAPI31Document(document)
  api.get('/openapi.json', (c) => c.json(written()))

  return {
    fetch: async (request, app) => api.fetch(request, { app, signal: request.signal }),
    document: () => written() as unknown as ApiDocument,
  }
}

/** What may be asked at each address of the document; those without a place in them come first. */
const methodsByPath = (paths: object) =>
  Object.entries(paths)
    .sort(([a], [b]) => a.split('{').length - b.split('{').length)
    .map(([path, operations]) => ({
      path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
      methods: Object.keys(operations).map((method) => method.toUpperCase()),
    }))
