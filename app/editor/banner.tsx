import { CloudOff, Eye } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { sayChanges } from './save-badge.tsx'
import { useSaveState } from './use-room.tsx'

/** What stands in the way of saving or changing, in a sentence, over everything else. */
export function Banner() {
  const save = useSaveState()
  const { icon: Icon, title, say, look } = words(save)
  if (!title) return null
  return (
    <div role="alert" className={`flex items-center gap-2.5 px-4 py-2 text-13 ${look}`}>
      {Icon && <Icon size={16} aria-hidden className="shrink-0" />}
      <p>
        <b className="font-semibold">{title}</b> {say}
      </p>
      {save.state === 'reload' && (
        <Button size="small" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
    </div>
  )
}

const trouble = 'bg-[color-mix(in_oklab,var(--warning)_18%,var(--panel))] text-1'

function words(save: ReturnType<typeof useSaveState>) {
  switch (save.state) {
    case 'offline':
      return {
        icon: CloudOff,
        title: 'Offline.',
        say:
          save.where === 'tab'
            ? save.kept > 0
              ? `${sayChanges(save.kept)} kept in this tab alone: this browser stores nothing. Keep it open.`
              : 'This browser stores nothing: keep this tab open until you are back.'
            : save.kept > 0
              ? `${sayChanges(save.kept)} kept on this device. They join the others when you are back.`
              : 'What you change is kept on this device until you are back.',
        look: trouble,
      }
    case 'not-saved':
      return {
        icon: CloudOff,
        title: 'Not saved: storage unavailable.',
        say: 'Keep this tab open; we try again every 5 s.',
        look: trouble,
      }
    case 'reload':
      return {
        icon: CloudOff,
        title: 'Cliproom was updated.',
        say: 'Reload to go on; your changes are kept.',
        look: trouble,
      }
    case 'view-only':
      return {
        icon: Eye,
        title: 'View only.',
        say:
          save.kept > 0
            ? `${sayChanges(save.kept)} you made before cannot be saved any more. Ask an owner of this workspace to make you an editor.`
            : 'You can watch, read and download. Ask an owner of this workspace to make you an editor.',
        look: 'bg-[color-mix(in_oklab,var(--info)_16%,var(--panel))] text-1',
      }
    default:
      return { icon: null, title: null, say: '', look: '' }
  }
}
