import type { LoaderFunctionArgs } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { answer } from '../answer.server.ts'
import { LibraryPage } from '../library/library-page.tsx'
import { loadLibrary } from '../library/load-library.server.ts'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'

export const meta = titled('Library')

export function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  return answer(loadLibrary({ ...context, user }, request.url))
}

/** Typing and filtering are answered by calls; the page itself stays. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const onlyAsked = currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
  return onlyAsked ? false : defaultShouldRevalidate
}

export default function Library() {
  return <LibraryPage data={useLoaderData<typeof loader>()} />
}
