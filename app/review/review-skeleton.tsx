import { Skeleton } from '../components/skeleton.tsx'

/** The same parts in the same places, before they are here. */
export const ReviewSkeleton = () => (
  <div aria-busy className="flex h-dvh flex-col bg-bg">
    <div className="flex h-14 shrink-0 items-center gap-3 border-line border-b bg-panel px-4">
      <Skeleton className="size-6" />
      <Skeleton className="h-5 w-48" />
    </div>
    <div className="grid min-h-0 flex-1 place-items-center bg-stage" data-theme="dark">
      <Skeleton className="aspect-[9/16] h-4/5" />
    </div>
  </div>
)
