import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { answer } from '../answer.server.ts'
import { Editor } from '../editor/editor.client.tsx'
import { editorData } from '../editor/editor-data.server.ts'
import { EditorSkeleton } from '../editor/editor-skeleton.tsx'
import { requireUser } from '../require-user.server.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.clip.title} · Cliproom` : 'Cliproom' },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const clipId = ClipId.safeParse(params.clipId)
  return answer(
    clipId.success
      ? editorData(context.db, clipId.data, user)
      : Promise.reject(new AppError('clip.not-found')),
  )
}

/** Edits are told by the live document; asking the loader again would only cost. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentParams, nextParams }) =>
  currentParams.clipId !== nextParams.clipId

export default function ClipPage() {
  const data = useLoaderData<typeof loader>()
  // Everything here measures, plays and listens: there is nothing of it to draw on a server.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (!inBrowser) return <EditorSkeleton title={data.clip.title} />
  return <Editor key={data.clip.id} data={data} />
}
