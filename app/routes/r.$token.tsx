import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { isRouteErrorResponse, useActionData, useLoaderData, useRouteError } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { answer } from '../answer.server.ts'
import { EnterLink, enterLink, lookAtLink } from '../commands/enter-link.server.ts'
import { Field } from '../components/field.tsx'
import { pageTitle } from '../page-title.ts'
import { ReviewPage } from '../review/review-page.client.tsx'
import { ReviewSkeleton } from '../review/review-skeleton.tsx'
import { AccountForm } from '../welcome/account-form.tsx'
import { runForm } from '../welcome/form-result.server.ts'
import { PlainFrame } from '../welcome/plain-frame.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data?.title ? data.title : 'Review', matches) },
  // Whoever holds the address may look: it is for nobody's index.
  { name: 'robots', content: 'noindex, nofollow' },
]

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? ''
  const link = await answer(lookAtLink(context, token))
  return { token, ...link, name: context.user?.fullName ?? '' }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const token = params.token ?? ''
  const form = await request.formData()
  form.set('token', token)
  return runForm(
    form,
    EnterLink,
    async (input) => {
      const { cookie } = await enterLink(context, input)
      return redirect(`/r/${token}`, { headers: { 'Set-Cookie': cookie } })
    },
    { fieldOf: { 'link.wrong-password': 'password' } },
  )
}

export default function Guest() {
  const { token, known, hasPassword, title, from, name } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (known) {
    if (!inBrowser) return <ReviewSkeleton />
    return <ReviewPage key={token} place={{ token }} comment={null} />
  }
  return (
    <PlainFrame
      title={title ?? 'A clip to review'}
      lead={
        from
          ? `${from} asks what you think of this clip. You need no account.`
          : 'Somebody asks what you think of a clip. You need no account, only the password they gave you.'
      }
    >
      <AccountForm
        action={`/r/${token}`}
        submit="Open the clip"
        redirectTo={null}
        error={result?.errors['']}
        refused={result}
      >
        <Field
          label="Your name"
          hint="Shown beside what you say"
          name="name"
          autoComplete="name"
          maxLength={60}
          defaultValue={result?.values.name ?? name}
          error={result?.errors.name}
        />
        {hasPassword && (
          <Field
            label="Password of this link"
            name="password"
            type="password"
            autoComplete="off"
            error={result?.errors.password}
          />
        )}
      </AccountForm>
    </PlainFrame>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const say =
    isRouteErrorResponse(error) && error.data && typeof error.data === 'object'
      ? String((error.data as { say?: unknown }).say ?? '')
      : 'Something broke here. Try again.'
  return <PlainFrame title="This link does not open." lead={say} />
}
