import type { LoaderFunctionArgs } from '@remix-run/node'
import { exportAccount } from '../commands/delete-account.server.ts'
import { requireUser } from '../require-user.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const data = await exportAccount({ db: context.db, user })
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': 'attachment; filename="cliproom-account.json"',
      'Cache-Control': 'private, no-store',
    },
  })
}
