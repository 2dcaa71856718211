import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isAppError } from '#core/errors.ts'
import { safeRedirect } from '../safe-redirect.ts'
import { journeyCookie } from '../server/journey-cookie.ts'

/** Sends somebody to the provider they chose. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const redirectTo = safeRedirect(new URL(request.url).searchParams.get('redirectTo'))
  try {
    const { url, sealed } = await context.signIn.begin(params.provider ?? '', redirectTo)
    const secure = context.siteUrl().startsWith('https:')
    return redirect(url, { headers: { 'Set-Cookie': journeyCookie(sealed, secure) } })
  } catch (error) {
    if (!isAppError(error)) throw error
    return redirect(`/login?trouble=${encodeURIComponent(error.code)}`)
  }
}
