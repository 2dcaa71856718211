import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { answer } from '../answer.server.ts'
import { LibraryPage } from '../library/library-page.tsx'
import { loadLibrary } from '../library/load-library.server.ts'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'

export { shouldRevalidate } from './library.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data?.project?.name ?? 'Project', matches) },
]

export function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  return answer(loadLibrary({ ...context, user }, request.url, params.projectId))
}

export default function Project() {
  const data = useLoaderData<typeof loader>()
  // Another project is another page: nothing of this one's search or scroll goes along.
  return <LibraryPage key={data.project?.id} data={data} />
}
