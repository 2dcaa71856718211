import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { AppError } from '#core/errors.ts'
import { ClipId, ClipVersionId } from '#core/ids.ts'
import { getClip } from '#db/clips.ts'
import { answer } from '../answer.server.ts'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { ComparePage } from '../review/compare-page.client.tsx'
import { ReviewSkeleton } from '../review/review-skeleton.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data ? `Versions of ${data.title}` : null, matches) },
]

const Which = z.union([ClipVersionId, z.literal('now')])
const Asked = z.object({ from: Which, to: Which.default('now') })

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const clipId = ClipId.safeParse(params.clipId)
  const { id, title } = await answer(
    clipId.success
      ? getClip(context.db, clipId.data, user.id)
      : Promise.reject(new AppError('clip.not-found')),
  )
  const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  // Without two versions there is nothing to compare: the review says which there are.
  if (!asked.success) throw redirect(`/clips/${id}/review`)
  return { id, title, ...asked.data }
}

export default function Compare() {
  const { id, from, to } = useLoaderData<typeof loader>()
  // It measures and plays: there is nothing of it to draw on a server.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  if (!inBrowser) return <ReviewSkeleton />
  // Swapped, the two are the same page: both keep the moment they show.
  return <ComparePage key={[from, to].sort().join(' ')} clipId={id} from={from} to={to} />
}
