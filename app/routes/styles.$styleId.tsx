import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { AppError } from '#core/errors.ts'
import { StyleId } from '#core/ids.ts'
import { answer } from '../answer.server.ts'
import { openStyle } from '../commands/written-styles.server.ts'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data ? `${data.name} · Caption styles` : null, matches) },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const styleId = StyleId.safeParse(params.styleId)
  return answer(
    styleId.success
      ? read({ ...context, user }, styleId.data)
      : Promise.reject(new AppError('style.not-found')),
  )
}

async function read(context: Parameters<typeof openStyle>[0], styleId: StyleId) {
  const { style, canEdit } = await openStyle(context, { styleId })
  const { id, fullName } = context.user
  return { id: style.id, name: style.name, canEdit, me: { userId: id, name: fullName } }
}

/** The draft is a live document, and versions are asked for by calls: only a new name is read again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, ...rest }) =>
  currentUrl.pathname !== nextUrl.pathname ||
  (currentUrl.href === nextUrl.href && rest.defaultShouldRevalidate)

// The code editor is for this page alone.
const Studio = lazy(async () => ({ default: (await import('../studio/studio.tsx')).Studio }))

export default function StylePage() {
  const data = useLoaderData<typeof loader>()
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  const waiting = (
    <div role="status" className="grid h-dvh place-items-center text-13 text-2">
      Opening {data.name}…
    </div>
  )
  if (!inBrowser) return waiting
  return (
    <Suspense fallback={waiting}>
      <Studio key={data.id} style={data} />
    </Suspense>
  )
}
