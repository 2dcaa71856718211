import { clsx } from 'clsx'

/** The shape of what comes, shown only once waiting has become noticeable (400 ms). */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={clsx('skeleton rounded-2 bg-raised', className)} />
)
