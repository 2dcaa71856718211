import {
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node'
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { answer } from '../answer.server.ts'
import { Editor } from '../editor/editor.client.tsx'
import { editorData } from '../editor/editor-data.server.ts'
import type { EditorData } from '../editor/editor-data.ts'
import { EditorSkeleton } from '../editor/editor-skeleton.tsx'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { addressOf } from '../trpc/ask-alone.ts'

export const meta: MetaFunction<typeof loader> = ({ data: found, matches }) => [
  { title: pageTitle(found ? found.clip.title : null, matches) },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const clipId = ClipId.safeParse(params.clipId)
  const found = await answer(
    clipId.success
      ? editorData(context.db, clipId.data, user)
      : Promise.reject(new AppError('clip.not-found')),
  )
  return data(found, { headers: wordsAhead(found) })
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders

/** Has the browser fetch the words while it still reads the scripts that will ask for them. */
function wordsAhead({ transcriptionId, video }: EditorData): HeadersInit {
  if (!transcriptionId) return {}
  const address = addressOf('videos.transcript', { videoId: video.id, transcriptionId })
  return { Link: `<${address}>; rel=preload; as=fetch; crossorigin=anonymous` }
}

/** Edits are told by the live document; asking the loader again would only cost. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentParams, nextParams }) =>
  currentParams.clipId !== nextParams.clipId

export default function ClipPage() {
  const found = useLoaderData<typeof loader>()
  // Everything here measures, plays and listens: there is nothing of it to draw on a server.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (!inBrowser) return <EditorSkeleton title={found.clip.title} />
  return <Editor key={found.clip.id} data={found} />
}
