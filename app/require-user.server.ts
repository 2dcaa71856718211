import { type AppLoadContext, redirect } from '@remix-run/node'
import type { CurrentUser } from './server/context.ts'

/** Who is signed in; anybody else is sent to sign in, and brought back afterwards. */
export function requireUser(context: AppLoadContext, request: Request): CurrentUser {
  if (context.user) return context.user
  const { pathname, search } = new URL(request.url)
  throw redirect(`/login?redirectTo=${encodeURIComponent(pathname + search)}`)
}
