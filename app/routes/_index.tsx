import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { publicFacts } from '../server/machine-facts.ts'
import { signUpAction } from '../welcome/sign-up-action.server.ts'
import { SignUpForm } from '../welcome/sign-up-form.tsx'
import { WelcomeFrame } from '../welcome/welcome-frame.tsx'

export async function loader({ context }: LoaderFunctionArgs) {
  if (context.user) throw redirect('/library')
  return { machine: publicFacts(await context.machine()) }
}

export const action = signUpAction

export default function Landing() {
  const { machine } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <WelcomeFrame
      machine={machine}
      title={
        <>
          One long video in.
          <br />
          Many short clips out. Made together.
        </>
      }
      lead="It runs on this machine and needs no key. A sample talk is inside, ready to cut."
      foot={
        <>
          Have an account?{' '}
          <Link to="/login" className="font-medium text-accent-text hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm action="/?index" redirectTo={null} result={result} />
    </WelcomeFrame>
  )
}
