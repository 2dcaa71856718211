import { CloudAlert, CloudCheck, CloudOff, CloudUpload, Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import type { SaveState } from './live.ts'
import { useSaveState } from './use-room.tsx'

/** Shown only after this long: most saves are quicker than a glance. */
const SLOW_MS = 400

/** Whether the server has it in the database. "Saved" is never said before. */
export function SaveBadge() {
  const state = useSaveState()
  const settled = useSlow(state)
  const { icon: Icon, say, ink } = look(settled)
  return (
    <span
      role="status"
      className={`flex min-w-0 shrink-0 items-center gap-1.5 text-12 ${ink}`}
      data-save={settled.state}
    >
      <Icon size={15} aria-hidden className={settled.state === 'saved' ? 'text-success' : ''} />
      <span className="truncate">{say}</span>
    </span>
  )
}

/** "Saving…" waits a moment before it shows; everything else shows at once. */
function useSlow(state: SaveState): SaveState {
  const [shown, setShown] = useState(state)
  useEffect(() => {
    if (state.state !== 'saving') {
      setShown(state)
      return
    }
    const timer = setTimeout(() => setShown(state), SLOW_MS)
    return () => clearTimeout(timer)
  }, [state])
  return shown
}

export const sayChanges = (count: number) => sayCount(count, 'change')

function look(state: SaveState) {
  switch (state.state) {
    case 'connecting':
      return { icon: CloudUpload, say: 'Connecting…', ink: 'text-3' }
    case 'saved':
      return { icon: CloudCheck, say: 'Saved', ink: 'text-2' }
    case 'saving':
      return { icon: CloudUpload, say: 'Saving…', ink: 'text-2' }
    case 'offline':
      return {
        icon: CloudOff,
        say:
          state.kept === 0
            ? 'Offline'
            : `Offline, ${sayChanges(state.kept)} kept ${state.where === 'device' ? 'on this device' : 'in this tab'}`,
        ink: 'text-warning',
      }
    case 'not-saved':
      return { icon: CloudAlert, say: 'Not saved: storage unavailable', ink: 'text-danger' }
    case 'view-only':
      return { icon: Eye, say: 'View only', ink: 'text-info' }
    case 'gone':
      return { icon: CloudAlert, say: 'This clip is gone', ink: 'text-danger' }
    case 'reload':
      return { icon: CloudAlert, say: 'Reload to go on', ink: 'text-warning' }
  }
}
