import { type ActionFunctionArgs, redirect } from '@remix-run/node'

/** Signing out changes something, so a link or a prefetch cannot do it. */
export async function action({ context }: ActionFunctionArgs) {
  const cookie = await context.auth.endSession(context.sessionId)
  // Live editing was let in by the session that has just ended.
  if (context.user) context.collab.disconnect({ userId: context.user.id })
  return redirect('/login', { headers: { 'Set-Cookie': cookie } })
}

export const loader = () => redirect('/library')
