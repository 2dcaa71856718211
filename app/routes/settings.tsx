import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import { apiKeysOf } from '#db/api-keys.ts'
import { membersOf } from '#db/workspace-people.ts'
import { listMemberships } from '#db/workspaces.ts'
import { answer } from '../answer.server.ts'
import { SwitchWorkspace, switchWorkspace } from '../commands/people.server.ts'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { SettingsFrame } from '../settings/settings-frame.tsx'

export const meta = titled('Settings')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { db } = context
  const memberships = await listMemberships(db, user.id)
  const mine = memberships.find(({ workspaceId }) => workspaceId === user.workspaceId)
  const mayManage = mine?.role === 'owner' || mine?.role === 'admin'
  return {
    workspaces: memberships.map(({ workspaceId, name }) => ({ id: workspaceId, name })),
    current: user.workspaceId,
    mayManage,
    hasPlans: context.billing !== null,
    counts: {
      people: (await membersOf(db, user.workspaceId)).length,
      keys: mayManage ? (await apiKeysOf(db, user.workspaceId)).length : 0,
    },
  }
}

/** Shows another workspace from here on. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = requireUser(context, request)
  const form = await request.formData()
  const input = SwitchWorkspace.safeParse({ workspaceId: form.get('workspaceId') })
  if (input.success) await answer(switchWorkspace({ ...context, user }, input.data))
  return redirect('/settings/people')
}

export default function Settings() {
  return (
    <SettingsFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </SettingsFrame>
  )
}
