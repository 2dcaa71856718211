import { type ActionFunctionArgs, redirect } from '@remix-run/node'

/** Signing out changes something, so a link or a prefetch cannot do it. */
export async function action({ context }: ActionFunctionArgs) {
  const cookie = await context.auth.endSession(context.sessionId)
  return redirect('/login', { headers: { 'Set-Cookie': cookie } })
}

export const loader = () => redirect('/library')
