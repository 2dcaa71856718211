import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { ApiScope } from '#core/api-scope.ts'
import { AppError } from '#core/errors.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { ErrorEnvelope } from './error-envelope.ts'
import { onlyOnce } from './idempotency.ts'

export type ApiEnv = {
  Bindings: { app: AppContext; signal: AbortSignal }
  /** `refusal`: why the token that came speaks for nobody. Where none is needed it does not matter. */
  Variables: { caller: Caller | null; refusal: AppError | null }
}
export type Api = OpenAPIHono<ApiEnv>

type Shape = z.ZodType<Record<string, unknown>>
type Read<S extends Shape | undefined> = S extends Shape ? z.output<S> : Record<never, never>

/** What a handler is handed: what was asked, parsed, and by whom. */
export type Ask<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
  C,
> = {
  params: Read<P>
  query: Read<Q>
  body: Read<B>
  app: AppContext
  caller: C
  request: Request
}

type Spec<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
  A extends z.ZodType,
> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  tag: string
  summary: string
  /** More than fits a line. */
  more?: string
  params?: P
  query?: Q
  body?: B
  /** It may be left out altogether. */
  bodyOptional?: boolean
  /** A body that is not JSON: how the document describes it. The handler reads the request itself. */
  rawBody?: Record<string, unknown>
  /** Null: no body, or one that is not JSON (`rawAnswer`). */
  answer: { status: 200 | 201 | 202 | 204; schema: A | null; rawAnswer?: Record<string, unknown> }
  /** Its answer holds what is told once: nothing is kept of it, so an Idempotency-Key has no effect. */
  secret?: boolean
  /** Refusals besides those every endpoint may answer with. */
  refuses?: (400 | 401 | 403 | 404 | 409 | 413 | 503)[]
}

/** Each refusal stands once in the document, under this name; operations point at it. */
const refusals: Record<number, [name: string, description: string]> = {
  400: ['Invalid', 'Invalid input data'],
  401: ['Unauthenticated', 'Authentication failed'],
  403: ['Forbidden', 'Insufficient permissions'],
  404: ['NotFound', 'There is no such thing, or it is not yours'],
  409: ['Conflict', 'It conflicts with what is there'],
  413: ['TooLarge', 'More than is taken'],
  429: ['TooMany', 'Too many requests: wait until the time in Retry-After is over'],
  500: ['Broken', 'Something broke here'],
  503: ['Unavailable', 'Not now'],
}

/** Puts what every operation may be refused with into the document. */
export function registerRefusals(api: Api): void {
  api.openAPIRegistry.register('Error', ErrorEnvelope)
  const schema = { $ref: '#/components/schemas/Error' }
  for (const [name, description] of Object.values(refusals)) {
    api.openAPIRegistry.registerComponent('responses', name, {
      description,
      content: { 'application/json': { schema } },
    })
  }
}

/** A schema of core's, to stand in the document once, under a name. */
export const named = <S extends z.ZodType>(name: string, schema: S): S =>
  // What was made before the library of the document was loaded knows nothing of it; a copy does.
  schema.clone().openapi(name)

/** Who an operation is for: a key with the scope, or `person`: an access token, and no key at all. */
type For = ApiScope | 'person'

/** Registers an operation, with its place in the document, for whoever has the scope. */
export function endpoint<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends z.ZodType = z.ZodVoid,
>(
  api: Api,
  scope: For,
  spec: Spec<P, Q, B, A>,
  handle: (ask: Ask<P, Q, B, Caller>) => Promise<z.input<A> | Response>,
): void {
  register(api, spec, scope, (ask) => handle(ask as Ask<P, Q, B, Caller>))
}

const TOLD_ONCE =
  'Sent again with the same Idempotency-Key it is done again: its answer is not kept.'

const sayFor = (scope: For) =>
  scope === 'person'
    ? 'For a signed-in person’s access token: no API key may do this.'
    : `Scope: \`${scope}\`.`

/** Before anything is read: who has no business here is not told what is wrong with their body. */
const requireScope =
  (scope: For): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const caller = c.get('caller')
    if (!caller) throw c.get('refusal') ?? new AppError('auth.required')
    if (scope === 'person') {
      if (!caller.family) throw new AppError('scope.person-only')
    } else if (caller.scopes && !caller.scopes.has(scope)) throw new AppError('scope.missing')
    await next()
  }

/** As endpoint, for anybody: nobody need say who they are. */
export function openEndpoint<
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends z.ZodType = z.ZodVoid,
>(
  api: Api,
  spec: Spec<P, Q, B, A>,
  handle: (ask: Ask<P, Q, B, Caller | null>) => Promise<z.input<A> | Response>,
): void {
  register(api, spec, null, handle)
}

function register<
  P extends Shape | undefined,
  Q extends Shape | undefined,
  B extends Shape | undefined,
  A extends z.ZodType,
>(
  api: Api,
  spec: Spec<P, Q, B, A>,
  scope: For | null,
  handle: (ask: Ask<P, Q, B, Caller | null>) => Promise<z.input<A> | Response>,
): void {
  const { params, query, body, rawBody, answer } = spec
  const codes = [400, 429, 500, ...(scope ? [401, 403] : []), ...(spec.refuses ?? [])]
  const route = createRoute({
    method: spec.method,
    path: spec.path,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.more || scope
      ? {
          description: [spec.more, spec.secret && TOLD_ONCE, scope && sayFor(scope)]
            .filter(Boolean)
            .join('\n\n'),
        }
      : {}),
    operationId: `${spec.method}${spec.path.replace(/[^a-z]+([a-z])/gi, (_, c: string) => c.toUpperCase()).replace(/[^a-z]/gi, '')}`,
    security: scope ? [{ bearer: [] }] : [],
    ...(scope && scope !== 'person' && { 'x-scope': scope }),
    ...(scope && { middleware: requireScope(scope) }),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && {
        body: {
          required: spec.bodyOptional !== true,
          content: { 'application/json': { schema: body } },
        },
      }),
    },
    ...(rawBody && { requestBody: { required: true, content: rawBody } }),
    responses: {
      [answer.status]: {
        description: 'Done',
        ...(answer.schema && { content: { 'application/json': { schema: answer.schema } } }),
        ...(answer.rawAnswer && { content: answer.rawAnswer }),
      },
      ...Object.fromEntries(
        [...new Set(codes)]
          .sort()
          .map((code) => [code, { $ref: `#/components/responses/${refusals[code]?.[0]}` }]),
      ),
    },
  } as never)

  api.openapi(route, (async (c: never) => {
    const context = c as {
      req: { raw: Request; valid(part: string): unknown }
      env: ApiEnv['Bindings']
      get(name: 'caller'): Caller | null
      json(data: unknown, status: number): Response
    }
    const read = (part: string, schema: unknown) => (schema ? context.req.valid(part) : {})
    const ask = {
      params: read('param', params),
      query: read('query', query),
      body: read('json', body),
      app: context.env.app,
      caller: context.get('caller'),
      request: context.req.raw,
    } as Ask<P, Q, B, Caller | null>
    const work = async () => {
      const result = await handle(ask)
      if (result instanceof Response) return result
      return answer.status === 204
        ? new Response(null, { status: 204 })
        : context.json(result, answer.status)
    }
    // Signing in and a person's own operations carry passwords: nothing is kept of them, not even a
    // fingerprint.
    const mayKeep = scope !== null && scope !== 'person' && !spec.secret
    return spec.method === 'post' && mayKeep ? onlyOnce(ask, work) : work()
  }) as never)
}
