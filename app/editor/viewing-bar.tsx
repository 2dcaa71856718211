import { History } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { useRoom, useUi } from './use-room.tsx'

/** Over the stage while a version is on it: which one, and the way back. */
export function ViewingBar() {
  const { room } = useRoom()
  const viewing = useUi((ui) => ui.viewing)
  if (!viewing) return null
  const { name, meanwhile } = viewing
  return (
    <div
      role="status"
      className="flex min-h-11 shrink-0 items-center gap-2.5 bg-[color-mix(in_oklab,var(--info)_22%,var(--panel))] px-3 py-1.5 text-13"
    >
      <History size={16} className="shrink-0 text-info" aria-hidden />
      <p className="min-w-0 flex-1 text-2">
        <b className="font-semibold text-1">This is {name}.</b>{' '}
        {meanwhile === 0
          ? 'Only you see it; nothing has changed.'
          : `Somebody changed the clip ${meanwhile === 1 ? 'once' : `${meanwhile} times`} meanwhile.`}
      </p>
      <kbd className="rounded-1 bg-hover px-1.5 font-sans text-11 text-2 leading-5 max-md:hidden">
        Esc
      </kbd>
      <Button size="small" className="max-md:h-11!" onClick={() => room.look(null)}>
        Back to now
      </Button>
    </div>
  )
}
