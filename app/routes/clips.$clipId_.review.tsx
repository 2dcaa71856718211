import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { answer } from '../answer.server.ts'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { ReviewPage } from '../review/review-page.client.tsx'
import { ReviewSkeleton } from '../review/review-skeleton.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data ? `Review of ${data.title}` : null, matches) },
]

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const clipId = ClipId.safeParse(params.clipId)
  const { id, title } = await answer(
    clipId.success
      ? getClip(context.db, clipId.data, user.id)
      : Promise.reject(new AppError('clip.not-found')),
  )
  return { id, title, comment: new URL(request.url).searchParams.get('comment') }
}

export default function ReviewOfClip() {
  const { id, comment } = useLoaderData<typeof loader>()
  // It measures and plays: there is nothing of it to draw on a server.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (!inBrowser) return <ReviewSkeleton />
  return <ReviewPage key={id} place={{ clipId: id }} comment={comment} />
}
