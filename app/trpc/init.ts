import { initTRPC, TRPCError } from '@trpc/server'
import { type ErrorCode, isAppError } from '#core/errors.ts'
import type { AppContext, CurrentUser } from '../server/context.ts'

const byStatus = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
  507: 'INTERNAL_SERVER_ERROR',
} as const

const t = initTRPC.context<AppContext>().create({
  isDev: false,
  sse: {
    // Proxies close a silent stream; a reader that hears nothing for a while opens a new one.
    ping: { enabled: true, intervalMs: 15_000 },
    client: { reconnectAfterInactivityMs: 40_000 },
  },
  errorFormatter({ shape, error, ctx }) {
    const cause = error.cause
    const known = isAppError(cause) ? cause : null
    const appCode: ErrorCode | null =
      known?.code ?? (error.code === 'BAD_REQUEST' ? 'request.invalid' : null)
    // A bug's own words are for the log; people get a sentence and the request to quote.
    const message =
      known?.message ??
      (error.code === 'INTERNAL_SERVER_ERROR'
        ? 'Something broke here. Try again.'
        : error.code === 'BAD_REQUEST'
          ? 'Something in this request is not right.'
          : error.message)
    return {
      ...shape,
      message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        appCode,
        requestId: ctx?.requestId ?? null,
      },
    }
  },
})

export const router = t.router

/** Answers foreseen failures with their own status; whatever else is thrown stays a bug. */
const foreseen = t.middleware(async ({ next }) => {
  const result = await next()
  if (!result.ok && isAppError(result.error.cause)) throw asRefusal(result.error.cause)
  return result
})

/** A foreseen failure with its own status; whatever else is thrown as it is. */
const asRefusal = (error: unknown) =>
  isAppError(error)
    ? new TRPCError({
        code: byStatus[error.kind.status],
        message: error.message,
        cause: error,
      })
    : error

/** The same for what is thrown while events flow, which no middleware sees. */
export async function* refusing<T>(events: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield* events
  } catch (error) {
    throw asRefusal(error)
  }
}

export const publicProcedure = t.procedure.use(foreseen)

/** The same context where somebody is signed in; a refusal where nobody is. */
export const member = (ctx: AppContext): AppContext & { user: CurrentUser } => {
  if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in to go on.' })
  return { ...ctx, user: ctx.user }
}

/** For people who are signed in. What they may see is decided by the queries and commands. */
export const memberProcedure = publicProcedure.use(({ ctx, next }) => next({ ctx: member(ctx) }))
