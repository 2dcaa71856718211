import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ShouldRevalidateFunctionArgs, useLoaderData } from '@remix-run/react'
import { AppError } from '#core/errors.ts'
import { VideoId } from '#core/ids.ts'
import { answer } from '../answer.server.ts'
import { pageTitle } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { videoPage } from '../video/video-page.server.ts'
import { VideoPageView } from '../video/video-page-view.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: pageTitle(data?.page.title ?? 'Video', matches) },
]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const { searchParams } = new URL(request.url)
  const seconds = Number(searchParams.get('t') ?? Number.NaN)
  return {
    page: await answer(read({ ...context, user }, params.videoId)),
    me: user.id,
    arrival: {
      at: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null,
      find: (searchParams.get('q') ?? '').slice(0, 200),
      asked: (searchParams.get('ask') ?? '').slice(0, 400),
      wantsImport: searchParams.has('import'),
    },
  }
}

async function read(context: Parameters<typeof videoPage>[0], param: string | undefined) {
  const id = VideoId.safeParse(param)
  if (!id.success) throw new AppError('video.not-found')
  return videoPage(context, id.data)
}

/** The page keeps itself true by calls; it is loaded when one comes to it. */
export function shouldRevalidate({
  currentParams,
  nextParams,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  return currentParams.videoId === nextParams.videoId ? false : defaultShouldRevalidate
}

export default function Video() {
  const { page, me, arrival } = useLoaderData<typeof loader>()
  // Another video is another page: nothing of this one's player or selection goes along.
  return <VideoPageView key={page.id} loaded={page} me={me} arrival={arrival} />
}
