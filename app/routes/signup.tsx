import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { titled } from '../page-title.ts'
import { safeRedirect } from '../safe-redirect.ts'
import { publicFacts } from '../server/machine-facts.ts'
import { signUpAction } from '../welcome/sign-up-action.server.ts'
import { SignUpForm } from '../welcome/sign-up-form.tsx'
import { WelcomeFrame } from '../welcome/welcome-frame.tsx'

export const meta = titled('Create account')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const redirectTo = new URL(request.url).searchParams.get('redirectTo')
  if (context.user) throw redirect(safeRedirect(redirectTo))
  return { redirectTo, machine: publicFacts(await context.machine()) }
}

export const action = signUpAction

export default function SignUpPage() {
  const { redirectTo, machine } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const carried = redirectTo ? `?redirectTo=${encodeURIComponent(redirectTo)}` : ''
  return (
    <WelcomeFrame
      machine={machine}
      title="Create your account."
      lead="It lives on this machine, and nowhere else."
      foot={
        <>
          Have an account?{' '}
          <Link to={`/login${carried}`} className="font-medium text-accent-text hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm action={`/signup${carried}`} redirectTo={redirectTo} result={result} />
    </WelcomeFrame>
  )
}
