import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { VerifyEmail, verifyEmail } from '../commands/verify-email.server.ts'
import { titled } from '../page-title.ts'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { AccountForm } from '../welcome/account-form.tsx'
import { PlainFrame } from '../welcome/plain-frame.tsx'

export const meta = titled('Confirm your email')

export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get('token') ?? '',
})

/** By a press: mail programs open every link to look at it, and would use this one up. */
export const action = ({ request, context }: ActionFunctionArgs) =>
  runIntent(request, {
    verify: intent(VerifyEmail, fieldsOf, async (input) => {
      await verifyEmail(context, input)
      return { said: 'done' }
    }),
  })

export default function VerifyEmailPage() {
  const { token } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  if (outcome?.said) {
    return (
      <PlainFrame title="Your email is confirmed.">
        <Link to="/library" className="font-medium text-accent-text hover:underline">
          To the library
        </Link>
      </PlainFrame>
    )
  }
  return (
    <PlainFrame title="Confirm your email." lead="So that we know this address is yours.">
      <AccountForm
        action="/verify-email"
        submit="Confirm"
        redirectTo={null}
        error={outcome?.errors[''] ?? outcome?.errors.token}
        refused={outcome}
      >
        <input type="hidden" name="intent" value="verify" />
        <input type="hidden" name="token" value={token} />
      </AccountForm>
    </PlainFrame>
  )
}
