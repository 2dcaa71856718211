import type { LoaderFunctionArgs } from '@remix-run/node'
import { AppError } from '#core/errors.ts'
import { answer } from '../answer.server.ts'
import { ExportComments, exportComments } from '../commands/export-comments.server.ts'
import { requireUser } from '../require-user.server.ts'
import { attachment } from '../server/media.ts'

/** What was said of a clip, as a file. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const asked = ExportComments.safeParse(params)
  const { name, type, content } = await answer(
    asked.success
      ? exportComments({ ...context, user }, asked.data)
      : Promise.reject(new AppError('address.unknown')),
  )
  return new Response(content, {
    headers: { 'Content-Type': type, 'Content-Disposition': attachment(name) },
  })
}
