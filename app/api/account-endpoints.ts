import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
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
import { DeleteAccount, deleteAccount, exportAccount } from '../commands/delete-account.server.ts'
import { MOST_PICTURE_BYTES, removePicture, setPicture } from '../commands/person-picture.server.ts'
import { unlinkProvider } from '../commands/unlink-provider.server.ts'
import { sendVerification } from '../commands/verify-email.server.ts'
import { readAtMost } from '../read-at-most.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint } from './endpoint.ts'
import { ApiUser, presentUser, Said } from './users.ts'

const ApiSession = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['browser', 'program']),
    user_agent: z.string(),
    created_at: z.iso.datetime(),
    is_current: z.boolean().describe('What asks is signed in by it'),
  })
  .openapi('Session')

const made = { id: z.uuid(), created_at: z.iso.datetime() }
const AccountExport = z
  .strictObject({
    user: ApiUser,
    workspaces: z.array(z.strictObject({ id: z.uuid(), name: z.string(), role: z.string() })),
    videos: z.array(
      z.strictObject({
        ...made,
        title: z.string(),
        original_filename: z.string(),
        project: z.string(),
      }),
    ),
    clips: z.array(z.strictObject({ ...made, name: z.string(), video_id: z.uuid() })),
    sessions: z.array(z.strictObject({ user_agent: z.string(), created_at: z.iso.datetime() })),
  })
  .openapi('AccountExport')

const tag = 'Accounts'

/** One's own account. What a password guards on the site is for its person, not for an API key. */
export function accountEndpoints(api: Api): void {
  const asNow = async ({ app, caller }: { app: AppContext; caller: Caller }) => {
    const account = await findAccount(app.db, caller.user.id)
    if (!account) throw new AppError('auth.required')
    return { user: await presentUser(app, account) }
  }
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/me',
      tag,
      summary: 'Get who you are',
      answer: { status: 200, schema: z.strictObject({ user: ApiUser }) },
    },
    async ({ app, caller }) => ({ user: await presentUser(app, caller.account) }),
  )
  endpoint(
    api,
    'manage',
    {
      method: 'patch',
      path: '/me',
      tag,
      summary: 'Change your name',
      body: z.object({ full_name: UpdateProfile.shape.fullName }),
      answer: { status: 200, schema: z.strictObject({ user: ApiUser }) },
    },
    async ({ app, caller, body }) => {
      await updateProfile({ db: app.db, user: caller.user }, { fullName: body.full_name })
      return asNow({ app, caller })
    },
  )

  endpoint(
    api,
    'manage',
    {
      method: 'put',
      path: '/me/avatar',
      tag,
      summary: 'Set the picture that stands for you',
      more: 'The body is the file itself: PNG, JPEG or WebP up to 5 MB. Its middle is kept, small, and nothing else of it.',
      rawBody: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      answer: { status: 200, schema: z.strictObject({ user: ApiUser }) },
    },
    async (who) => {
      const bytes = await readAtMost(who.request.body, MOST_PICTURE_BYTES)
      await setPicture({ ...who.app, user: who.caller.user }, bytes)
      return asNow(who)
    },
  )
  endpoint(
    api,
    'manage',
    {
      method: 'delete',
      path: '/me/avatar',
      tag,
      summary: 'Be shown by your initials again',
      answer: { status: 204, schema: null },
    },
    async ({ app, caller }) => removePicture({ ...app, user: caller.user }),
  )

  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/me/sign-in-providers',
      tag,
      summary: 'List the providers you sign in by',
      answer: {
        status: 200,
        schema: z.strictObject({
          has_password: z.boolean().describe('False: you have set none yet'),
          providers: z.array(z.strictObject({ provider: z.string(), linked_at: z.iso.datetime() })),
        }),
      },
    },
    async ({ app, caller }) => {
      const linked = await identitiesOf(app.db, caller.user.id)
      return {
        has_password: caller.account.hasPassword,
        providers: linked.map(({ provider, createdAt }) => ({
          ...{ provider, linked_at: createdAt.toISOString() },
        })),
      }
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'delete',
      path: '/me/sign-in-providers/{provider}',
      tag,
      summary: 'End signing in by a provider',
      more: 'Refused where it is the only way in.',
      params: z.object({ provider: z.string() }),
      answer: { status: 204, schema: null },
      refuses: [404, 409],
    },
    async ({ app, caller, params: { provider } }) => {
      await unlinkProvider({ db: app.db, user: caller.user }, { provider })
    },
  )

  endpoint(
    api,
    'person',
    {
      method: 'post',
      path: '/me/verification',
      tag,
      summary: 'Have the link that confirms your address mailed again',
      answer: { status: 202, schema: Said },
    },
    async ({ app, caller }) => {
      await sendVerification(app, caller.user.id)
      return { message: 'A link is on its way to your address, unless it is confirmed.' }
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'put',
      path: '/me/email',
      tag,
      summary: 'Change your address',
      more: 'A link is mailed to the new one; the old one counts until it is opened.',
      body: z.object({
        email: ChangeEmail.shape.email,
        current_password: ChangeEmail.shape.currentPassword,
      }),
      answer: { status: 202, schema: Said },
    },
    async ({ app, caller, body: { email, current_password: currentPassword } }) => {
      await changeEmail({ ...app, user: caller.user }, { email, currentPassword })
      return { message: 'A link is on its way to the new address.' }
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'put',
      path: '/me/password',
      tag,
      summary: 'Change your password',
      more: 'Everything else that was signed in is signed out; the program that asks stays.',
      body: z.object({
        current_password: ChangePassword.shape.currentPassword,
        password: ChangePassword.shape.password,
      }),
      answer: { status: 204, schema: null },
    },
    async ({ app, caller, body: { current_password: currentPassword, password } }) => {
      await changePassword(
        { ...app, user: caller.user, family: caller.family },
        { currentPassword, password },
      )
    },
  )

  endpoint(
    api,
    'person',
    {
      method: 'get',
      path: '/me/sessions',
      tag,
      summary: 'List where you are signed in',
      more: 'Browsers and programs, each newest first.',
      answer: { status: 200, schema: z.strictObject({ sessions: z.array(ApiSession) }) },
    },
    async ({ app, caller }) => {
      const found = await signInsOf(app.db, caller.user.id)
      return {
        sessions: found.map(({ id, kind, userAgent, createdAt }) => ({
          ...{ id, kind, user_agent: userAgent, created_at: createdAt.toISOString() },
          is_current: id === caller.family,
        })),
      }
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'delete',
      path: '/me/sessions',
      tag,
      summary: 'Sign out everywhere else',
      more: 'The program that asks stays signed in. API keys stay: they are revoked by themselves.',
      answer: { status: 204, schema: null },
    },
    async ({ app, caller }) => {
      await endOtherSessions({ ...app, user: caller.user, family: caller.family })
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'delete',
      path: '/me/sessions/{id}',
      tag,
      summary: 'Sign one of your browsers or programs out',
      params: z.object({ id: EndSession.shape.id }),
      answer: { status: 204, schema: null },
      refuses: [404],
    },
    async ({ app, caller, params: { id } }) => {
      // A browser's is the hash of its cookie and never a UUID.
      const kind = z.uuid().safeParse(id).success ? 'program' : 'browser'
      await endSession({ ...app, user: caller.user }, { id, kind })
    },
  )

  endpoint(
    api,
    'person',
    {
      method: 'get',
      path: '/me/export',
      tag,
      summary: 'Take along what is known of you and what you made',
      answer: { status: 200, schema: AccountExport },
    },
    async ({ app, caller }) => {
      const known = await exportAccount({ db: app.db, user: caller.user })
      return {
        user: await presentUser(app, caller.account),
        workspaces: known.workspaces,
        videos: known.videos.map(({ id, title, filename, project, createdAt }) => ({
          ...{ id, title, original_filename: filename, project },
          created_at: createdAt.toISOString(),
        })),
        clips: known.clips.map(({ id, name, videoId, createdAt }) => ({
          ...{ id, name, video_id: videoId, created_at: createdAt.toISOString() },
        })),
        sessions: known.sessions.map(({ userAgent, createdAt }) => ({
          ...{ user_agent: userAgent, created_at: createdAt.toISOString() },
        })),
      }
    },
  )
  endpoint(
    api,
    'person',
    {
      method: 'post',
      path: '/me/delete',
      tag,
      summary: 'Delete your account for good',
      more: 'Your name, your address and your own workspaces go, with every file in them. What you made in others’ workspaces stays there. Refused while others work in a workspace that has no other owner.',
      body: z.object({ current_password: DeleteAccount.shape.currentPassword }),
      answer: { status: 204, schema: null },
      refuses: [409],
    },
    async ({ app, caller, body: { current_password: currentPassword } }) => {
      await deleteAccount({ ...app, user: caller.user }, { currentPassword })
    },
  )
}
