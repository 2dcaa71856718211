import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { SignUp, signUp } from '../commands/sign-up.server.ts'
import { safeRedirect } from '../safe-redirect.ts'
import { runForm } from './form-result.server.ts'

export async function signUpAction({ request, context }: ActionFunctionArgs) {
  const form = await request.formData()
  return runForm(
    form,
    SignUp,
    async (input) => {
      const cookie = await signUp(context, input)
      return redirect(safeRedirect(form.get('redirectTo')), { headers: { 'Set-Cookie': cookie } })
    },
    { fieldOf: { 'auth.email-taken': 'email' } },
  )
}
