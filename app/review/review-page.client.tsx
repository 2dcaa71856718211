import { FileX2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useMedia } from '../editor/use-room.tsx'
import { sayOf } from '../trpc/client.tsx'
import { DesktopReview } from './desktop-review.tsx'
import { PhoneReview } from './phone-review.tsx'
import { ReviewSkeleton } from './review-skeleton.tsx'
import { createReviewStage } from './review-stage-state.ts'
import {
  goTo,
  type ReviewPlace,
  ReviewProvider,
  type ShownVersion,
  usePlaced,
  useReviewActions,
  useReviewData,
} from './use-review.tsx'
import { useReviewKeys } from './use-review-keys.ts'

/** Watch, say, decide: one page for members and for guests. */
export function ReviewPage({ place, comment }: { place: ReviewPlace; comment: string | null }) {
  const [version, setVersion] = useState<ShownVersion>(undefined)
  const { review, comments, ended } = useReviewData(place, version)
  const actions = useReviewActions(place)
  const [stage] = useState(createReviewStage)
  const { cuts, threads, length } = usePlaced(review.data?.project, comments.data)
  stage.setLength(length)
  const phone = useMedia('(max-width: 767px)')
  useReviewKeys(stage, threads)

  // Called by an address: it is gone to once, when it is here.
  const [wanted, setWanted] = useState(comment)
  useEffect(() => {
    const thread = threads.find((one) => one.comment.id === wanted)
    if (!thread) return
    goTo(stage, thread)
    setWanted(null)
  }, [threads, wanted, stage])

  const data = review.data
  const value = useMemo(
    () => data && { place, review: data, cuts, length, threads, stage, actions },
    [data, place, cuts, length, threads, stage, actions],
  )
  if (ended !== null) return <Ended say={ended} />
  if (!value)
    return review.isError ? (
      <main className="grid min-h-dvh place-items-center">
        <EmptyState
          title="This review cannot be read"
          actions={<Button onClick={() => void review.refetch()}>Try again</Button>}
        >
          {sayOf(review.error)}
        </EmptyState>
      </main>
    ) : (
      <ReviewSkeleton />
    )
  return (
    <ReviewProvider value={value}>
      {phone ? <PhoneReview onVersion={setVersion} /> : <DesktopReview onVersion={setVersion} />}
    </ReviewProvider>
  )
}

const Ended = ({ say }: { say: string }) => (
  <main className="grid min-h-dvh place-items-center">
    <EmptyState icon={<FileX2 size={28} aria-hidden />} title="This link has ended">
      {say}
    </EmptyState>
  </main>
)
