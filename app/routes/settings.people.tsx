import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation, useSubmit } from '@remix-run/react'
import { Lock } from 'lucide-react'
import { z } from 'zod'
import { membersOf, openInvitations } from '#db/workspace-people.ts'
import { exportRule, listMemberships } from '#db/workspaces.ts'
import {
  ChangeRole,
  changeRole,
  handOver,
  InvitePeople,
  invitePeople,
  OneInvitation,
  OnePerson,
  RenameWorkspace,
  removePerson,
  renameWorkspace,
  resendInvitation,
  withdrawInvitation,
} from '../commands/people.server.ts'
import { SetReviewRule, setReviewRule } from '../commands/review-rule.server.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { personColour } from '../library/person-colour.ts'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { sayAgo, sayEnds } from '../settings/say-when.ts'
import { SecretOnce } from '../settings/secret-once.tsx'
import { Said, Section, SettingsHead, selectClass } from '../settings/settings-frame.tsx'
import { WhatRolesMay } from '../settings/what-roles-may.tsx'

export const meta = titled('People')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db } = context
  const mine = (await listMemberships(db, user.id)).find(
    ({ workspaceId }) => workspaceId === user.workspaceId,
  )
  const mayManage = mine?.role === 'owner' || mine?.role === 'admin'
  const now = Date.now()
  return {
    me: user.id,
    role: mine?.role ?? 'reviewer',
    workspaceName: mine?.name ?? '',
    mayManage,
    exportNeedsApproval: (await exportRule(db, user.workspaceId)).needsApproval,
    members: (await membersOf(db, user.workspaceId)).map(({ lastSeenAt, since, ...one }) => ({
      ...one,
      seen: sayAgo(lastSeenAt, now),
    })),
    waiting: mayManage
      ? (await openInvitations(db, user.workspaceId)).map(({ expiresAt, createdAt, ...one }) => ({
          ...one,
          ends: sayEnds(expiresAt, now),
          isOver: expiresAt.getTime() < now,
        }))
      : [],
  }
}

const Typed = z.object({
  emails: z.preprocess(
    (typed) =>
      String(typed ?? '')
        .split(/[\s,;]+/)
        .filter(Boolean),
    InvitePeople.shape.emails,
  ),
  role: InvitePeople.shape.role,
})

const TypedRule = z.object({
  exportNeedsApproval: z.preprocess((box) => box === 'on', SetReviewRule.shape.exportNeedsApproval),
})

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  return runIntent(request, {
    invite: intent(Typed, fieldsOf, async (input) => {
      const made = await invitePeople(context, input)
      const [first] = made
      if (input.emails.length === 0 && first) {
        return { secret: { title: 'The invitation link is ready.', value: first.link } }
      }
      return {
        said: `${made.length === 1 ? 'One invitation' : `${made.length} invitations`} sent.`,
      }
    }),
    resend: intent(OneInvitation, fieldsOf, async (input) => {
      const { link } = await resendInvitation(context, input)
      return { secret: { title: 'A new link is ready; the old one ended.', value: link } }
    }),
    withdraw: intent(OneInvitation, fieldsOf, (input) => withdrawInvitation(context, input)),
    role: intent(ChangeRole, fieldsOf, (input) => changeRole(context, input)),
    remove: intent(OnePerson, fieldsOf, (input) => removePerson(context, input)),
    handOver: intent(OnePerson, fieldsOf, (input) => handOver(context, input)),
    rule: intent(TypedRule, fieldsOf, (input) => setReviewRule(context, input)),
    rename: intent(RenameWorkspace, fieldsOf, (input) => renameWorkspace(context, input)),
  })
}

export default function People() {
  const { me, role, workspaceName, mayManage, exportNeedsApproval, members, waiting } =
    useLoaderData<typeof loader>()
  const submit = useSubmit()
  const outcome = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const whole = outcome?.intent === 'invite' ? undefined : outcome?.errors['']
  return (
    <>
      <SettingsHead title="People" />
      {outcome?.secret && <SecretOnce key={outcome.secret.value} {...outcome.secret} />}
      <div className="mb-4 empty:hidden">
        <Said text={whole} bad />
        <Said text={outcome?.said} />
      </div>
      {mayManage && <Invite outcome={outcome} busy={busy} />}
      <div className="flex gap-9 max-xl:flex-col">
        <div className="min-w-0 flex-1">
          <Section title="Members" count={members.length}>
            <div aria-hidden className="flex gap-x-4 pb-1.5 text-12 text-3 max-md:hidden">
              <span className="flex-1">Name</span>
              <span className="w-28">Role</span>
              <span className="w-28">Last here</span>
              <span className="w-40" />
            </div>
            <ul className="border-line border-t">
              {members.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  isMe={member.id === me}
                  mayManage={mayManage && (member.role !== 'owner' || role === 'owner')}
                  isOwner={role === 'owner'}
                />
              ))}
            </ul>
          </Section>
          {waiting.length > 0 && (
            <Section title="Waiting" count={waiting.length}>
              <ul className="border-line border-t">
                {waiting.map((one) => (
                  <li
                    key={one.id}
                    className="flex min-h-11 flex-wrap items-center gap-x-4 border-line border-b py-1.5 text-13"
                  >
                    <span className="min-w-0 flex-1 basis-48 truncate font-medium text-1">
                      {one.email ?? 'A link'}
                    </span>
                    <span className="w-20 text-2 capitalize">{one.role}</span>
                    <span className={one.isOver ? 'text-warning' : 'text-2'}>{one.ends}</span>
                    <Do intent="resend" name="invitationId" value={one.id} label="New link" />
                    <Do
                      intent="withdraw"
                      name="invitationId"
                      value={one.id}
                      label="Withdraw"
                      danger
                    />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {mayManage && (
            <Section title="Workspace">
              <Form method="post" className="flex max-w-[480px] items-end gap-3">
                <input type="hidden" name="intent" value="rename" />
                <Field
                  label="Name"
                  name="name"
                  defaultValue={workspaceName}
                  required
                  maxLength={100}
                  className="flex-1"
                  error={outcome?.intent === 'rename' ? outcome.errors.name : undefined}
                />
                <Button type="submit" className="mb-1">
                  Save
                </Button>
              </Form>
              <Form
                method="post"
                className="mt-4"
                onChange={(event) => submit(event.currentTarget)}
              >
                <input type="hidden" name="intent" value="rule" />
                <label className="flex items-center gap-2.5 text-13 text-1 max-md:min-h-11">
                  <input
                    type="checkbox"
                    name="exportNeedsApproval"
                    defaultChecked={exportNeedsApproval}
                    className="size-4 accent-[var(--mark)]"
                  />
                  Export only what was approved, as it was approved
                </label>
              </Form>
            </Section>
          )}
        </div>
        <div className="w-[300px] shrink-0 max-xl:w-full">
          <WhatRolesMay />
        </div>
      </div>
    </>
  )
}

function Invite({
  outcome,
  busy,
}: {
  outcome: ReturnType<typeof useActionData<typeof action>>
  busy: boolean
}) {
  const errors = outcome?.intent === 'invite' ? outcome.errors : {}
  return (
    <Form
      method="post"
      // Empty again once it is done.
      key={
        outcome?.intent === 'invite' && !Object.keys(errors).length ? JSON.stringify(outcome) : ''
      }
      className="mb-7 flex flex-wrap items-end gap-3 rounded-3 border border-line bg-panel p-4"
    >
      <input type="hidden" name="intent" value="invite" />
      <Field
        label="Invite by email, several with commas"
        hint="nobody: a link to pass on"
        name="emails"
        inputMode="email"
        autoComplete="off"
        className="min-w-0 flex-1 basis-72"
        error={errors.emails ?? errors['']}
      />
      <label className="flex flex-col gap-1.5 font-medium text-13 text-2">
        Role
        <select name="role" defaultValue="reviewer" className={`${selectClass} h-10`}>
          <option value="reviewer">Reviewer</option>
          <option value="editor">Editor</option>
          <option value="admin">Admin</option>
        </select>
      </label>
      <Button type="submit" look="filled" busy={busy} className="h-10">
        Invite
      </Button>
    </Form>
  )
}

function MemberRow({
  member,
  isMe,
  mayManage,
  isOwner,
}: {
  member: {
    id: string
    name: string
    email: string
    avatarUrl: string | null
    role: string
    seen: string
  }
  isMe: boolean
  mayManage: boolean
  isOwner: boolean
}) {
  const submit = useSubmit()
  return (
    <li className="flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 text-13">
      <Avatar
        name={member.name}
        picture={member.avatarUrl}
        colour={isMe ? undefined : personColour(member.id, '')}
      />
      <div className="min-w-0 flex-1 basis-48 leading-[18px]">
        <div className="truncate font-semibold text-1">
          {member.name} {isMe && <span className="font-normal text-3">you</span>}
        </div>
        <div className="truncate text-12 text-3">{member.email}</div>
      </div>
      {member.role === 'owner' || !mayManage ? (
        <span className="flex h-8 w-28 items-center justify-between gap-2 rounded-2 border border-line px-2.5 text-2 capitalize">
          {member.role}
          <Lock size={12} className="text-3" aria-hidden />
        </span>
      ) : (
        <Form method="post">
          <input type="hidden" name="intent" value="role" />
          <input type="hidden" name="userId" value={member.id} />
          <select
            name="role"
            aria-label={`Role of ${member.name}`}
            defaultValue={member.role}
            key={member.role}
            onChange={(event) => submit(event.currentTarget.form)}
            className={`${selectClass} w-28`}
          >
            <option value="admin">Admin</option>
            <option value="editor">Editor</option>
            <option value="reviewer">Reviewer</option>
          </select>
        </Form>
      )}
      <span className="w-28 text-2">{member.seen}</span>
      <span className="flex w-40 justify-end gap-1">
        {isOwner && !isMe && member.role !== 'owner' && (
          <Do
            intent="handOver"
            name="userId"
            value={member.id}
            label="Hand over"
            ask={`Make ${member.name} the owner? You stay as an admin.`}
          />
        )}
        {(isMe || mayManage) && member.role !== 'owner' && (
          <Do
            intent="remove"
            name="userId"
            value={member.id}
            label={isMe ? 'Leave' : 'Remove'}
            ask={isMe ? 'Leave this workspace?' : `Remove ${member.name}? What they made stays.`}
            danger
          />
        )}
      </span>
    </li>
  )
}

/** A thing done by one press. */
function Do({
  intent,
  name,
  value,
  label,
  ask,
  danger = false,
}: {
  intent: string
  name: string
  value: string
  label: string
  /** What is asked first, where it cannot be taken back. */
  ask?: string
  danger?: boolean
}) {
  return (
    <Form
      method="post"
      onSubmit={(event) => {
        if (ask && !window.confirm(ask)) event.preventDefault()
      }}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name={name} value={value} />
      <Button type="submit" look="ghost" size="small" className={danger ? 'text-danger' : ''}>
        {label}
      </Button>
    </Form>
  )
}
