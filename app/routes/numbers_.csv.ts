import type { LoaderFunctionArgs } from '@remix-run/node'
import { isAppError } from '#core/errors.ts'
import { NumbersTable, numbersCsv } from '#core/numbers.ts'
import { ReadNumbers, readNumbers } from '../commands/read-numbers.server.ts'
import { requireUser } from '../require-user.server.ts'

/** One table of the numbers as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { table, ...filter } = Object.fromEntries(
    [...new URL(request.url).searchParams].filter(([, value]) => value !== ''),
  )
  const [asked, which] = [ReadNumbers.safeParse(filter), NumbersTable.safeParse(table)]
  if (!asked.success || !which.success)
    return new Response('There is no such table.', { status: 404 })
  try {
    const numbers = await readNumbers({ ...context, user }, asked.data)
    return new Response(numbersCsv(numbers, which.data), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${which.data}.csv"`,
        'Cache-Control': 'private, no-store',
      },
    })
  } catch (error) {
    if (!isAppError(error)) throw error
    return new Response(error.message, { status: error.kind.status })
  }
}
