import { randomBytes } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { isAppError } from '#core/errors.ts'
import { API_PATH } from '../api/api.ts'
import { type ApiDocument, docsPage } from '../api/docs-page.ts'
import { createMcp, MCP_PATH } from '../api/mcp.ts'
import { appRouter } from '../trpc/router.ts'
import { BILLING_WEBHOOK_PATH, billingWebhook } from './billing-webhook.ts'
import { clientAddress } from './client-address.ts'
import type { AppContext, AppServices } from './context.ts'
import { isForeign } from './foreign-origin.ts'
import type { Metrics } from './metrics.ts'
import { ownRequest } from './own-request.ts'
import type { Readiness } from './readiness.ts'
import { ASSETS_PATH, receiveAsset } from './receive-asset.ts'
import { commonHeaders, contentSecurityPolicy } from './security-headers.ts'
import { staticFile } from './static-files.ts'
import { STYLE_FRAME_PATH, styleFrame } from './style-frame.ts'
import { traced } from './traced.ts'

export type Pages = (request: Request, context: AppContext) => Promise<Response>

/** What answers outside the pages: mounted under its path, behind the same checks. */
export type Mount = {
  path: string
  handle(request: Request, context: AppContext): Promise<Response>
}

/** A form of a stranger, and what a member sends besides uploads: a transcript at most. */
const STRANGERS_BYTES = 64 * 1024
const MEMBERS_BYTES = 32 * 1024 ** 2

type Variables = { app: AppContext }
type Env = { Bindings: HttpBindings; Variables: Variables }

/** Everything that is asked by HTTP, except uploads, which want the raw socket. */
export function createWebsite(
  services: AppServices,
  options: {
    pages: Pages
    /** Where the built client is; null in development, where Vite serves it. */
    clientFolder: string | null
    readiness(): Promise<Readiness>
    metrics: Metrics
    /** The REST API checks origins, bodies and callers itself: it answers in its own words. */
    api: {
      fetch(request: Request, context: AppContext): Promise<Response>
      document(): ApiDocument
    }
    mounts: Mount[]
  },
): Hono<Env> {
  const { config, log } = services
  const development = options.clientFolder === null
  const website = new Hono<Env>()

  website.use((c, next) => traced(c.req.raw, next, options.metrics, () => c.res.status))

  website.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(commonHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })

  // The process is up; whether it can work is the other question.
  website.get('/healthz', (c) => c.text('ok'))
  website.get('/metrics', (c) => options.metrics.answer(c.req.header('authorization')))
  website.get('/readyz', async (c) => {
    const state = await options.readiness()
    return c.json(state, state.ready ? 200 : 503)
  })

  if (options.clientFolder) {
    const folder = options.clientFolder
    website.use(async (c, next) => (await staticFile(folder, c.req.raw, c.req.path)) ?? next())
  }

  website.use(async (c, next) => {
    const foreign = isForeign(
      {
        method: c.req.method,
        host: c.req.header('host'),
        origin: c.req.header('origin'),
        fetchSite: c.req.header('sec-fetch-site'),
        authorization: c.req.header('authorization'),
      },
      config.publicUrl,
    )
    const isApi = c.req.path.startsWith(`${API_PATH}/`)
    if (foreign && !isApi)
      return c.text('This request came from another site and was refused.', 403)
    if (!c.req.header('content-length')) c.req.raw = ownRequest(c.req.raw)
    const app = await contextOf(c, services)
    c.set('app', app)
    await next()
    c.header('X-Request-Id', app.requestId)
    for (const [name, value] of app.responseHeaders) c.res.headers.append(name, value)
    log.debug({ method: c.req.method, path: c.req.path, status: c.res.status }, 'Answered')
  })

  website.use(`${API_PATH}/*`, compress({ encoding: 'gzip' }))
  let reference: string | null = null
  website.get('/api/docs', (c) => {
    reference ??= docsPage(options.api.document())
    // Written by us, without a script: nothing else may run or load.
    c.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    return c.html(reference)
  })
  const mcp = createMcp(options.api)
  website.all(MCP_PATH, (c) => mcp(c.req.raw, c.get('app')))
  // Another version is "not found" in the API's words: no page is meant there.
  for (const path of [`${API_PATH}/*`, '/api/*']) {
    website.all(path, (c) => options.api.fetch(c.req.raw, c.get('app')))
  }

  website.get(STYLE_FRAME_PATH, async (c) =>
    c.get('app').user
      ? styleFrame(await services.written.frameScript())
      : c.text('Sign in to go on.', 401),
  )

  // Before the limits below: they count their own bytes.
  website.all(BILLING_WEBHOOK_PATH, (c) => billingWebhook(c.req.raw, c.get('app')))
  website.post(ASSETS_PATH, (c) => receiveAsset(c.req.raw, c.get('app')))

  const tooLarge = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c) => c.text('This is more than can be taken here.', 413) })
  const strangers = tooLarge(STRANGERS_BYTES)
  const members = tooLarge(MEMBERS_BYTES)
  website.use((c, next) => (c.get('app').user ? members : strangers)(c, next))
  // A transcript of hours is megabytes of JSON. Streams of events are left as they are.
  website.use(compress({ encoding: 'gzip' }))

  website.all('/trpc/*', (c) =>
    fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router: appRouter,
      createContext: () => c.get('app'),
      onError({ error, path }) {
        if (error.code !== 'INTERNAL_SERVER_ERROR' || isAppError(error.cause)) return
        log.error(
          { err: error.cause ?? error, path, requestId: c.get('app').requestId },
          'A call failed',
        )
      },
    }),
  )

  for (const { path, handle } of options.mounts) {
    website.all(`${path}/*`, (c) => handle(c.req.raw, c.get('app')))
  }

  website.all('*', async (c) => {
    const app = c.get('app')
    const response = await options.pages(fromOurs(c.req.raw), app)
    // A page belongs to who is signed in: neither a proxy nor the back button shows it to the next.
    const headers = new Headers(response.headers)
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store')
    if (headers.get('Content-Type')?.startsWith('text/html')) {
      headers.set('Content-Security-Policy', contentSecurityPolicy(app.nonce, { development }))
    }
    return new Response(response.body, { status: response.status, headers })
  })

  website.onError((error, c) => {
    const requestId = c.get('app')?.requestId
    log.error({ err: error, method: c.req.method, path: c.req.path, requestId }, 'A request failed')
    return c.text(`Something broke here. Try again.\nDetails for your admin: ${requestId}`, 500)
  })

  return website
}

/**
 * Remix compares a form's origin with the host once more, and believes what a proxy says of it. Whose
 * page it came from has been decided by then, with the public address in view.
 */
function fromOurs(request: Request): Request {
  const origin = request.headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return request
  const headers = new Headers(request.headers)
  headers.set('x-forwarded-host', new URL(origin).host)
  return ownRequest(request, headers)
}

async function contextOf(c: Context<Env>, services: AppServices): Promise<AppContext> {
  const responseHeaders = new Headers()
  const session = await services.auth.readSession(c.req.header('cookie'))
  if (session?.renewed) responseHeaders.append('Set-Cookie', session.renewed)
  return {
    ...services,
    user: session?.user ?? null,
    sessionId: session?.sessionId ?? null,
    responseHeaders,
    cookies: c.req.header('cookie') ?? '',
    ip: clientAddress(c.env.incoming, services.config.trustProxy),
    userAgent: c.req.header('user-agent') ?? '',
    requestId: randomBytes(6).toString('hex'),
    nonce: randomBytes(16).toString('base64'),
  }
}
