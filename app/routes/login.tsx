import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { errorKind, isErrorCode } from '#core/errors.ts'
import { LogIn, logIn } from '../commands/log-in.server.ts'
import { titled } from '../page-title.ts'
import { safeRedirect } from '../safe-redirect.ts'
import { publicFacts } from '../server/machine-facts.ts'
import { AccountForm } from '../welcome/account-form.tsx'
import { EmailField } from '../welcome/email-field.tsx'
import { runForm } from '../welcome/form-result.server.ts'
import { PasswordField } from '../welcome/password-field.tsx'
import { ProviderLinks } from '../welcome/provider-links.tsx'
import { WelcomeFrame } from '../welcome/welcome-frame.tsx'

export const meta = titled('Sign in')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = new URL(request.url).searchParams.get('redirectTo')
  if (context.user) throw redirect(safeRedirect(redirectTo))
  const trouble = new URL(request.url).searchParams.get('trouble')
  return {
    providers: context.signIn.known,
    // A code of ours, never somebody's words.
    trouble: trouble && isErrorCode(trouble) ? errorKind(trouble).say : null,
    redirectTo,
    machine: publicFacts(await context.machine()),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return runForm(form, LogIn, async (input) => {
    const cookie = await logIn(context, input)
    return redirect(safeRedirect(form.get('redirectTo')), { headers: { 'Set-Cookie': cookie } })
  })
}

export default function LogInPage() {
  const { redirectTo, machine, providers, trouble } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const carried = redirectTo ? `?redirectTo=${encodeURIComponent(redirectTo)}` : ''
  return (
    <WelcomeFrame
      machine={machine}
      title="Welcome back."
      lead={redirectTo ? 'Sign in to go on.' : 'Sign in to your clips.'}
      foot={
        <>
          No account yet?{' '}
          <Link to={`/signup${carried}`} className="font-medium text-accent-text hover:underline">
            Create one
          </Link>
        </>
      }
    >
      <AccountForm
        action={`/login${carried}`}
        submit="Sign in"
        redirectTo={redirectTo}
        error={result?.errors[''] ?? trouble ?? undefined}
        refused={result}
      >
        <EmailField value={result?.values.email} error={result?.errors.email} />
        <PasswordField isNew={false} error={result?.errors.password} />
        <Link
          to="/forgot-password"
          className="self-start text-13 text-2 hover:text-1 hover:underline"
        >
          Forgot your password?
        </Link>
      </AccountForm>
      <ProviderLinks providers={providers} redirectTo={redirectTo} />
    </WelcomeFrame>
  )
}
