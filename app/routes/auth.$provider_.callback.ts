import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { isAppError } from '#core/errors.ts'
import { enterByProvider } from '../commands/enter-by-provider.server.ts'
import { safeRedirect } from '../safe-redirect.ts'
import { noJourney, readJourney } from '../server/journey-cookie.ts'

/** Somebody comes back from their provider. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const provider = params.provider ?? ''
  try {
    const { identity, redirectTo } = await context.signIn.finish(
      provider,
      new URL(request.url),
      readJourney(context.cookies),
    )
    const cookie = await enterByProvider(context, provider, identity)
    const headers = new Headers([
      ['Set-Cookie', cookie],
      ['Set-Cookie', noJourney],
    ])
    return redirect(safeRedirect(redirectTo), { headers })
  } catch (error) {
    if (!isAppError(error)) throw error
    context.log.warn({ err: error.cause ?? error, provider }, 'A sign-in by a provider failed')
    return redirect(`/login?trouble=${encodeURIComponent(error.code)}`, {
      headers: { 'Set-Cookie': noJourney },
    })
  }
}
