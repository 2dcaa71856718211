import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { familyOf, revokeFamily } from '#db/token-families.ts'
import { findAccount } from '#db/users.ts'
import { checkCredentials, LogIn } from '../commands/log-in.server.ts'
import {
  RequestPasswordReset,
  ResetPassword,
  requestPasswordReset,
  resetPassword,
} from '../commands/reset-password.server.ts'
import { makeAccount, SignUp } from '../commands/sign-up.server.ts'
import { sendVerification, VerifyEmail, verifyEmail } from '../commands/verify-email.server.ts'
import { hashToken } from '../server/hashed-token.ts'
import { ACCESS_SECONDS, issueTokens, refreshTokens } from '../server/program-tokens.ts'
import { type Api, openEndpoint } from './endpoint.ts'
import { ApiUser, presentUser, Said } from './users.ts'

const Token = z
  .strictObject({
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.int().describe(`Of the access token, seconds: ${ACCESS_SECONDS}`),
  })
  .openapi('Token')

const tag = 'Accounts'

export function authEndpoints(api: Api): void {
  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/register',
      tag,
      summary: 'Make an account',
      body: z.object({
        email: SignUp.shape.email,
        password: SignUp.shape.password,
        full_name: SignUp.shape.fullName.optional().describe('Left out: what stands before the @'),
        workspace_name: SignUp.shape.workspaceName,
      }),
      answer: { status: 201, schema: z.strictObject({ user: ApiUser, token: Token }) },
    },
    async ({ app, body }) => {
      const { email, password, workspace_name: workspaceName } = body
      const fullName = body.full_name ?? email.slice(0, email.lastIndexOf('@'))
      const userId = await makeAccount(app, { email, password, fullName, workspaceName })
      const account = await findAccount(app.db, userId)
      if (!account) throw new AppError('auth.required')
      await sendVerification(app, userId)
      return {
        user: await presentUser(app, account),
        token: await issueTokens(app, userId, app.userAgent),
      }
    },
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/login',
      tag,
      summary: 'Sign in',
      body: z.object({ email: LogIn.shape.email, password: LogIn.shape.password }),
      answer: { status: 200, schema: z.strictObject({ user: ApiUser, token: Token }) },
      refuses: [401],
    },
    async ({ app, body }) => {
      const userId = await checkCredentials(app, body)
      const account = await findAccount(app.db, userId)
      if (!account) throw new AppError('auth.wrong')
      return {
        user: await presentUser(app, account),
        token: await issueTokens(app, userId, app.userAgent),
      }
    },
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/refresh',
      tag,
      summary: 'Trade a refresh token for the next pair',
      more: 'Each refresh token works once. One that is shown twice signs its program out: two hold it.',
      body: z.object({ refresh_token: z.string().min(1).max(4000) }),
      answer: { status: 200, schema: z.strictObject({ token: Token }) },
      refuses: [401],
    },
    async ({ app, body }) => ({ token: await refreshTokens(app, body.refresh_token) }),
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/logout',
      tag,
      summary: 'Sign a program out',
      more: 'By its refresh token, or by the access token the request is made with. Its tokens end at once.',
      body: z.object({ refresh_token: z.string().max(200).optional() }),
      bodyOptional: true,
      answer: { status: 204, schema: null },
      refuses: [401],
    },
    async ({ app, caller, body }) => {
      const family = body.refresh_token
        ? await familyOf(app.db, hashToken(body.refresh_token))
        : caller?.family
      if (!family && !body.refresh_token) throw new AppError('auth.required')
      // An unknown token is as good as signed out.
      const of = family && (await revokeFamily(app.db, family))
      // The token behind each open connection is looked at again.
      if (of) app.collab.disconnect({ userId: of })
    },
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/forgot-password',
      tag,
      summary: 'Ask for a link to set a new password',
      more: 'The answer is the same whether or not the address has an account.',
      body: RequestPasswordReset,
      answer: { status: 202, schema: Said },
    },
    async ({ app, body }) => {
      await requestPasswordReset(app, body)
      return { message: 'If this address has an account, a link is on its way to it.' }
    },
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/reset-password',
      tag,
      summary: 'Set a new password with the token of the link',
      body: ResetPassword,
      answer: { status: 200, schema: Said },
    },
    async ({ app, body }) => {
      await resetPassword(app, body)
      return { message: 'The password is changed. Sign in with it.' }
    },
  )

  openEndpoint(
    api,
    {
      method: 'post',
      path: '/auth/verify-email',
      tag,
      summary: 'Confirm an address with the token of the link',
      body: VerifyEmail,
      answer: { status: 200, schema: Said },
    },
    async ({ app, body }) => {
      await verifyEmail(app, body)
      return { message: 'The address is confirmed.' }
    },
  )
}
