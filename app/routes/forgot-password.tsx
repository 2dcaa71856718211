import { type ActionFunctionArgs, data } from '@remix-run/node'
import { Link, useActionData } from '@remix-run/react'
import { RequestPasswordReset, requestPasswordReset } from '../commands/reset-password.server.ts'
import { titled } from '../page-title.ts'
import { AccountForm } from '../welcome/account-form.tsx'
import { EmailField } from '../welcome/email-field.tsx'
import { type FormResult, runForm } from '../welcome/form-result.server.ts'
import { PlainFrame } from '../welcome/plain-frame.tsx'

export const meta = titled('Forgot your password')

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return runForm(form, RequestPasswordReset, async (input) => {
    await requestPasswordReset(context, input)
    return data({ sent: true } as unknown as FormResult) as never
  })
}

export default function ForgotPassword() {
  const result = useActionData<typeof action>() as (FormResult & { sent?: boolean }) | undefined
  if (result?.sent) {
    return (
      <PlainFrame
        title="Look into your mail."
        lead="If this address has an account, a link is on its way to it. It works for an hour."
      >
        <Link to="/login" className="font-medium text-accent-text hover:underline">
          Back to signing in
        </Link>
      </PlainFrame>
    )
  }
  return (
    <PlainFrame title="Forgot your password?" lead="We mail you a link to set a new one.">
      <AccountForm
        action="/forgot-password"
        submit="Send the link"
        redirectTo={null}
        error={result?.errors['']}
        refused={result}
      >
        <EmailField value={result?.values.email} error={result?.errors.email} />
      </AccountForm>
    </PlainFrame>
  )
}
