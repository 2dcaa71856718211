import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { findInvitation } from '#db/workspace-people.ts'
import { AcceptInvitation, acceptInvitation } from '../commands/people.server.ts'
import { buttonClass } from '../components/button.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { hashToken } from '../server/hashed-token.ts'
import { AccountForm } from '../welcome/account-form.tsx'
import { runForm } from '../welcome/form-result.server.ts'
import { PlainFrame } from '../welcome/plain-frame.tsx'

export const meta = titled('Join')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get('token') ?? ''
  const found = token ? await findInvitation(context.db, hashToken(token)) : null
  return {
    token,
    offer: found && { workspace: found.workspaceName, role: found.role, by: found.by },
    signedIn: context.user?.email ?? null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const form = await request.formData()
  return runForm(form, AcceptInvitation, async (input) => {
    await acceptInvitation({ ...context, user }, input)
    return redirect('/library')
  })
}

export default function Join() {
  const { token, offer, signedIn } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (!offer) {
    return (
      <PlainFrame
        title="This invitation is over."
        lead="It was used, withdrawn, or its time is over. Ask whoever invited you for a new one."
      />
    )
  }
  const back = encodeURIComponent(`/join?token=${token}`)
  return (
    <PlainFrame
      title={`Join ${offer.workspace}`}
      lead={`${offer.by} invites you, as ${offer.role === 'reviewer' ? 'a reviewer' : `an ${offer.role}`}.`}
    >
      {signedIn ? (
        <AccountForm
          action="/join"
          submit={`Join as ${signedIn}`}
          redirectTo={null}
          error={result?.errors['']}
          refused={result}
        >
          <input type="hidden" name="token" value={token} />
        </AccountForm>
      ) : (
        <div className="flex flex-col gap-3">
          <Link to={`/signup?redirectTo=${back}`} className={buttonClass('filled', 'large')}>
            Create an account
          </Link>
          <Link to={`/login?redirectTo=${back}`} className={buttonClass('plain', 'large')}>
            Sign in
          </Link>
        </div>
      )}
    </PlainFrame>
  )
}
