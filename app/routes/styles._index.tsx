import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { roleIn } from '#db/workspace-people.ts'
import { answer } from '../answer.server.ts'
import { listStyles } from '../commands/written-styles.server.ts'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { StyleList } from '../studio/style-list.tsx'

export const meta = titled('Caption styles')

export function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  return answer(
    (async () => ({
      styles: (await listStyles({ ...context, user })).map(({ id, name, version, updatedAt }) => ({
        ...{ id, name, version },
        updatedAt: updatedAt.toISOString(),
      })),
      mayChange: (await roleIn(context.db, user.workspaceId, user.id)) !== 'reviewer',
      user: { fullName: user.fullName, avatarUrl: user.avatarUrl ?? null },
    }))(),
  )
}

export default function Styles() {
  return <StyleList {...useLoaderData<typeof loader>()} />
}
