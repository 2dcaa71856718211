import { Lock } from 'lucide-react'
import type { BrandField } from '#core/brand-kit.ts'
import { useLock } from './use-room.tsx'

/** Says that the workspace's brand decides something here, and who locked it; nothing where it does not. */
export function LockedNote({ field, what }: { field: BrandField; what: string }) {
  const lock = useLock(field)
  if (!lock) return null
  return (
    <p className="flex items-start gap-2 text-12 text-2">
      <Lock size={14} className="mt-px shrink-0 text-3" aria-hidden />
      <span>
        {what}, locked{lock.by ? ` by ${lock.by}` : ' by the workspace'}.
      </span>
    </p>
  )
}
