import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useId } from 'react'
import { z } from 'zod'
import { identitiesOf } from '#db/identities.ts'
import { signInsOf } from '#db/sign-ins.ts'
import { findAccount } from '#db/users.ts'
import {
  ChangeEmail,
  ChangePassword,
  changeEmail,
  changePassword,
  EndSession,
  endOtherSessions,
  endSession,
  UpdateProfile,
  updateProfile,
} from '../commands/change-account.server.ts'
import { DeleteAccount, deleteAccount } from '../commands/delete-account.server.ts'
import { removePicture } from '../commands/person-picture.server.ts'
import { UnlinkProvider, unlinkProvider } from '../commands/unlink-provider.server.ts'
import { sendVerification } from '../commands/verify-email.server.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { PictureField } from '../settings/picture-field.tsx'
import { sayAgo } from '../settings/say-when.ts'
import { Said, Section, SettingsHead } from '../settings/settings-frame.tsx'

export const meta = titled('Profile')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db, sessionId } = context
  const account = await findAccount(db, user.id)
  if (!account) throw redirect('/login')
  const now = Date.now()
  const [found, linked] = await Promise.all([signInsOf(db, user.id), identitiesOf(db, user.id)])
  return {
    fullName: account.fullName,
    avatarUrl: account.avatarUrl,
    email: account.email,
    emailVerified: account.emailVerified,
    hasPassword: account.hasPassword,
    providers: linked.map(({ provider, createdAt }) => ({
      provider,
      name: context.signIn.known.find(({ id }) => id === provider)?.name ?? provider,
      since: sayAgo(createdAt, now),
    })),
    signIns: found.map(({ id, kind, userAgent, createdAt }) => ({
      id,
      kind,
      name: sayBrowser(userAgent),
      since: sayAgo(createdAt, now),
      isHere: kind === 'browser' && id === sessionId,
    })),
  }
}

/** `Firefox on Linux`: enough to know one’s own again. */
function sayBrowser(userAgent: string): string {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent)?.[1]
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent)?.[1]
  const name = { Edg: 'Edge', OPR: 'Opera' }[browser ?? ''] ?? browser
  if (!name) return userAgent.slice(0, 60) || 'A program'
  return system ? `${name} on ${system.replace('Mac OS X', 'macOS')}` : name
}

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  let gone = false
  const outcome = await runIntent(request, {
    profile: intent(UpdateProfile, fieldsOf, async (input) => {
      await updateProfile(context, input)
      return { said: 'Saved.' }
    }),
    removePicture: intent(z.object({}), fieldsOf, async () => {
      await removePicture(context)
      return { said: 'Your initials are shown again.' }
    }),
    verify: intent(z.object({}), fieldsOf, async () => {
      await sendVerification(context, context.user.id)
      return { said: 'A link is on its way to your address.' }
    }),
    email: intent(ChangeEmail, fieldsOf, async (input) => {
      await changeEmail(context, input)
      return {
        said: 'A link is on its way to the new address. The old one counts until it is opened.',
      }
    }),
    password: intent(ChangePassword, fieldsOf, async (input) => {
      await changePassword(context, input)
      return { said: 'The password is changed. Everything else that was signed in is signed out.' }
    }),
    unlink: intent(UnlinkProvider, fieldsOf, async (input) => {
      await unlinkProvider(context, input)
      return { said: 'That way in is closed.' }
    }),
    endSession: intent(EndSession, fieldsOf, (input) => endSession(context, input)),
    endOthers: intent(z.object({}), fieldsOf, async () => {
      await endOtherSessions(context)
      return { said: 'Everything but this browser is signed out.' }
    }),
    delete: intent(DeleteAccount, fieldsOf, async (input) => {
      await deleteAccount(context, input)
      gone = true
    }),
  })
  if (!gone) return outcome
  throw redirect('/login', { headers: { 'Set-Cookie': await given.auth.endSession(null) } })
}

export default function Profile() {
  const { fullName, avatarUrl, email, emailVerified, hasPassword, providers, signIns } =
    useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const errorsOf = (name: string) => (outcome?.intent === name ? outcome.errors : {})
  const form = 'flex max-w-[480px] flex-col items-start gap-3 [&>div]:w-full'
  return (
    <>
      <SettingsHead title="Profile" />
      <div className="mb-4 max-w-[480px] empty:hidden">
        <Said text={outcome?.errors['']} bad />
        <Said text={outcome?.said} />
      </div>
      <Section title="You">
        <PictureField name={fullName} picture={avatarUrl} />
        <Form method="post" className={form}>
          <input type="hidden" name="intent" value="profile" />
          <Field
            label="Name"
            name="fullName"
            defaultValue={fullName}
            autoComplete="name"
            required
            maxLength={100}
            error={errorsOf('profile').fullName}
          />
          <Button type="submit">Save</Button>
        </Form>
      </Section>

      <Section title="Email">
        <div className="mb-3 flex flex-wrap items-center gap-2 text-13 text-2">
          {email} {emailVerified ? 'is confirmed.' : 'is not confirmed yet.'}
          {!emailVerified && (
            <Form method="post">
              <input type="hidden" name="intent" value="verify" />
              <Button type="submit" size="small">
                Send the link again
              </Button>
            </Form>
          )}
        </div>
        <Form method="post" className={form}>
          <input type="hidden" name="intent" value="email" />
          <Field
            label="New email"
            name="email"
            type="email"
            autoComplete="email"
            required
            maxLength={254}
            error={errorsOf('email').email}
          />
          <Password error={errorsOf('email').currentPassword} />
          <Button type="submit">Change email</Button>
        </Form>
      </Section>

      <Section title="Password">
        {!hasPassword && (
          <p className="mb-3 max-w-[60ch] text-13 text-2">
            You came by a provider and have no password yet. What asks for it here needs one:{' '}
            <Link to="/forgot-password" className="font-medium text-accent-text hover:underline">
              Have a link mailed
            </Link>
          </p>
        )}
        <Form method="post" className={form} key={outcome?.said}>
          <input type="hidden" name="intent" value="password" />
          <Password error={errorsOf('password').currentPassword} />
          <Field
            label="New password"
            hint="at least 8 characters"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={8}
            maxLength={200}
            error={errorsOf('password').password}
          />
          <Button type="submit">Change password</Button>
        </Form>
      </Section>

      {providers.length > 0 && (
        <Section title="Sign in by" count={providers.length}>
          <ul className="max-w-[640px] border-line border-t">
            {providers.map(({ provider, name, since }) => (
              <li
                key={provider}
                className="flex min-h-11 items-center gap-4 border-line border-b py-1.5 text-13"
              >
                <span className="min-w-0 flex-1 truncate text-1">{name}</span>
                <span className="w-28 text-2">since {since}</span>
                <Form method="post">
                  <input type="hidden" name="intent" value="unlink" />
                  <input type="hidden" name="provider" value={provider} />
                  <Button
                    type="submit"
                    look="ghost"
                    size="small"
                    className="w-20 text-danger"
                    aria-label={`Unlink ${name}`}
                  >
                    Unlink
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}

      <Section title="Signed in" count={signIns.length}>
        <ul className="max-w-[640px] border-line border-t">
          {signIns.map((one) => (
            <li
              key={one.id}
              className="flex min-h-11 items-center gap-4 border-line border-b py-1.5 text-13"
            >
              <span className="min-w-0 flex-1 truncate text-1">
                {one.name} {one.isHere && <span className="text-3">this browser</span>}
                {one.kind === 'program' && <span className="text-3">by a program</span>}
              </span>
              <span className="w-28 text-2">since {one.since}</span>
              {one.isHere ? (
                <span className="w-20" />
              ) : (
                <Form method="post">
                  <input type="hidden" name="intent" value="endSession" />
                  <input type="hidden" name="id" value={one.id} />
                  <input type="hidden" name="kind" value={one.kind} />
                  <Button type="submit" look="ghost" size="small" className="w-20 text-danger">
                    Sign out
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        {signIns.some((one) => !one.isHere) && (
          <Form method="post" className="mt-3">
            <input type="hidden" name="intent" value="endOthers" />
            <Button type="submit" size="small">
              Sign out everywhere else
            </Button>
          </Form>
        )}
      </Section>

      <Section title="Your data">
        <p className="mb-3 max-w-[60ch] text-13 text-2">
          Take along what is known of you and what you made, as a file.{' '}
          <a
            href="/settings/export"
            className="font-medium text-accent-text hover:underline"
            download
          >
            Export
          </a>
        </p>
        <Form
          method="post"
          className={form}
          onSubmit={(event) => {
            if (!window.confirm('Delete your account for good?')) event.preventDefault()
          }}
        >
          <input type="hidden" name="intent" value="delete" />
          <p className="text-13 text-2">
            Deleting takes your name, your address and your own workspaces away. What you made in
            others’ workspaces stays there.
          </p>
          <Password error={errorsOf('delete').currentPassword} />
          <Button type="submit" look="danger">
            Delete the account
          </Button>
        </Form>
      </Section>
    </>
  )
}

function Password({ error }: { error: string | undefined }) {
  return (
    <Field
      id={useId()}
      label="Your password"
      name="currentPassword"
      type="password"
      autoComplete="current-password"
      required
      maxLength={200}
      error={error}
    />
  )
}
