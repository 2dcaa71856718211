import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ResetPassword, resetPassword } from '../commands/reset-password.server.ts'
import { pageTitle } from '../page-title.ts'
import { AccountForm } from '../welcome/account-form.tsx'
import { runForm } from '../welcome/form-result.server.ts'
import { PasswordField } from '../welcome/password-field.tsx'
import { PlainFrame } from '../welcome/plain-frame.tsx'

export const meta: MetaFunction = ({ matches }) => [
  { title: pageTitle('Set a new password', matches) },
  { name: 'referrer', content: 'no-referrer' },
]

export const loader = ({ request }: LoaderFunctionArgs) => ({
  token: new URL(request.url).searchParams.get('token') ?? '',
})

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return runForm(form, ResetPassword, async (input) => {
    await resetPassword(context, input)
    return redirect('/login')
  })
}

export default function ResetPasswordPage() {
  const { token } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <PlainFrame title="Set a new password." lead="Everything that is signed in is signed out.">
      <AccountForm
        action="/reset-password"
        submit="Set the password"
        redirectTo={null}
        error={result?.errors[''] ?? result?.errors.token}
        refused={result}
      >
        <input type="hidden" name="token" value={token || (result?.values.token ?? '')} />
        <PasswordField isNew error={result?.errors.password} />
      </AccountForm>
    </PlainFrame>
  )
}
