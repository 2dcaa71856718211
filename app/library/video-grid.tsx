import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'
import { Skeleton } from '../components/skeleton.tsx'

const columns =
  'grid grid-cols-1 gap-x-[18px] gap-y-6 min-[520px]:grid-cols-2 min-[1000px]:grid-cols-3 min-[1280px]:grid-cols-4 min-[1800px]:grid-cols-5'

export function VideoGrid({
  label,
  children,
  more,
}: {
  label: string
  children: ReactNode
  /** There is a further page: it is read when the end comes near. */
  more: { loading: boolean; load(): void } | null
}) {
  const end = useRef<HTMLDivElement>(null)
  const latest = useRef(more)
  latest.current = more
  const hasMore = more !== null
  useEffect(() => {
    const mark = end.current
    if (!mark || !hasMore) return
    const near = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && !latest.current?.loading) latest.current?.load()
      },
      { rootMargin: '800px' },
    )
    near.observe(mark)
    return () => near.disconnect()
  }, [hasMore])
  return (
    <section aria-label={label}>
      <div className={columns}>{children}</div>
      {more && (
        <div ref={end} className="mt-6 flex justify-center">
          <Button look="ghost" busy={more.loading} onClick={more.load}>
            Show more
          </Button>
        </div>
      )}
    </section>
  )
}

/** The grid's shape while its videos are on their way. */
export const GridSkeleton = ({ cards = 8 }: { cards?: number }) => (
  <div className={columns} aria-hidden>
    {Array.from({ length: cards }, (_, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
      <div key={i}>
        <Skeleton className="aspect-video rounded-3" />
        <Skeleton className="mt-2.5 h-4 w-3/4" />
        <Skeleton className="mt-1.5 h-3.5 w-1/3" />
      </div>
    ))}
  </div>
)
