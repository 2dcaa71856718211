import { Link } from '@remix-run/react'
import {
  ChevronRight,
  Eye,
  History,
  Keyboard,
  type LucideIcon,
  MessageSquare,
  PenLine,
  Redo2,
  Undo2,
  Upload,
} from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Avatar } from '../components/avatar.tsx'
import { buttonClass } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Logo, useLabel } from '../components/logo.tsx'
import { ThemeButton } from '../components/theme-button.tsx'
import { chordCaps, isMac } from './chord.ts'
import { toggleSide } from './commands.ts'
import { sayExports, useExports } from './exports.ts'
import { everyone } from './follow.ts'
import type { Side } from './room.ts'
import { SaveBadge } from './save-badge.tsx'
import { useApproval } from './use-approval.ts'
import { useCanEdit, useClip, usePeople, useRoom, useUi } from './use-room.tsx'

export function TopBar({ compact = false }: { compact?: boolean }) {
  const { clip, video, room } = useRoom()
  const canEdit = useCanEdit()
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-panel px-3">
      <Link
        to="/library"
        aria-label={`${useLabel().name}, to the library`}
        className="mr-0.5 -ml-1 rounded-2 p-1"
      >
        <Logo size={22} />
      </Link>
      {!compact && (
        <nav aria-label="Where this clip is" className="flex min-w-0 items-center gap-1.5 text-13">
          <span className="max-w-40 truncate text-2 max-xl:hidden">{clip.project}</span>
          <ChevronRight size={14} className="shrink-0 text-3 max-xl:hidden" aria-hidden />
          <Link
            to={`/videos/${video.id}`}
            className="max-w-52 truncate rounded-1 text-2 hover:text-1"
          >
            {video.title}
          </Link>
          <ChevronRight size={14} className="shrink-0 text-3" aria-hidden />
        </nav>
      )}
      <Title />
      {!compact && <SaveBadge />}
      <div className="ml-auto flex shrink-0 items-center gap-1">
        {canEdit && <UndoButtons />}
        <SideButton side="comments" label="Comments (M)" icon={MessageSquare} />
        {canEdit && <SideButton side="post" label="For posting: titles and texts" icon={PenLine} />}
        <SideButton side="history" label="Versions (H)" icon={History} />
        {!compact && (
          <>
            <IconButton label="Keys (?)" onClick={() => room.ui.setState({ sheet: 'keys' })}>
              <Keyboard size={16} aria-hidden />
            </IconButton>
            <ThemeButton />
            <span className="mx-1.5 h-5 w-px bg-line" />
          </>
        )}
        <People compact={compact} />
        {!compact && <ReviewLink />}
        <ExportButton compact={compact} />
      </div>
    </header>
  )
}

function UndoButtons() {
  const { actions } = useRoom()
  const { undo, redo } = useUndoable()
  return (
    <>
      <IconButton label="Undo mine (Ctrl or ⌘ Z)" disabled={!undo} onClick={actions.undo}>
        <Undo2 size={16} aria-hidden />
      </IconButton>
      <IconButton label="Redo (⇧ Ctrl or ⌘ Z)" disabled={!redo} onClick={actions.redo}>
        <Redo2 size={16} aria-hidden />
      </IconButton>
    </>
  )
}

function SideButton({ side, label, icon: Icon }: { side: Side; label: string; icon: LucideIcon }) {
  const { room } = useRoom()
  const open = useUi((ui) => ui.side === side)
  return (
    <IconButton label={label} pressed={open} onClick={() => toggleSide(room, side)}>
      <Icon size={16} aria-hidden />
    </IconButton>
  )
}

function Title() {
  const { actions } = useRoom()
  const title = useClip((view) => view.project.title)
  const canEdit = useCanEdit()
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const editing = typed !== null
  useEffect(() => {
    if (editing) field.current?.select()
  }, [editing])
  if (!canEdit) return <h1 className="min-w-0 truncate font-semibold text-13 text-1">{title}</h1>
  if (typed === null)
    return (
      <h1 className="min-w-0 shrink">
        <button
          type="button"
          title="Rename"
          aria-label={`${title}, rename`}
          className="block w-full max-w-80 truncate rounded-1 px-1 text-left font-semibold text-13 text-1 hover:bg-hover"
          onClick={() => setTyped(title)}
        >
          {title}
        </button>
      </h1>
    )
  const keep = () => {
    actions.setTitle(typed)
    setTyped(null)
  }
  return (
    <input
      ref={field}
      value={typed}
      aria-label="Name of the clip"
      maxLength={200}
      className="h-7 w-80 min-w-0 rounded-1 border border-edge bg-bg px-1.5 font-semibold text-13 text-1"
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep()
        if (event.key === 'Escape') setTyped(null)
      }}
      onBlur={keep}
    />
  )
}

/** Others in this clip; a person with two windows is one. */
function People({ compact }: { compact: boolean }) {
  const { follow, clip } = useRoom()
  const others = everyone(usePeople())
  const followed = useStore(follow.state, (state) => state.id)
  const shown = others.slice(0, compact ? 2 : 5)
  if (others.length === 0) return null
  return (
    <ul aria-label="Here now" className="mr-2 flex items-center">
      {shown.map((person, i) => {
        const followsMe = person.follows === clip.me.userId
        return (
          <li key={person.userId} className="-ml-1 first:ml-0">
            <button
              type="button"
              aria-pressed={followed === person.id}
              aria-label={`Follow ${person.name}${followsMe ? ', who follows you' : ''}`}
              title={`Follow ${person.name} (${chordCaps(`Alt+${i + 1}`, isMac).join(' ')})${followsMe ? '. Follows you' : ''}`}
              className="relative block rounded-full ring-[2px] ring-panel"
              style={
                followed === person.id
                  ? { boxShadow: `0 0 0 2px var(--panel), 0 0 0 4px var(--pl${person.colour})` }
                  : undefined
              }
              onClick={() => follow.start(person.id)}
            >
              <Avatar name={person.name} colour={person.colour} idle={person.idle} />
              {followsMe && (
                <span className="-right-1 -bottom-1 absolute grid size-4 place-items-center rounded-full bg-panel text-1">
                  <Eye size={11} aria-hidden />
                </span>
              )}
            </button>
          </li>
        )
      })}
      {others.length > shown.length && (
        <li className="ml-1 text-12 text-2">+{others.length - shown.length}</li>
      )}
    </ul>
  )
}

/** To the page where the clip is talked about and approved; how that stands is its name. */
function ReviewLink() {
  const { clip } = useRoom()
  const state = useApproval()
  return (
    <Link to={`/clips/${clip.id}/review`} className={buttonClass('plain')}>
      {state ?? 'Review'}
    </Link>
  )
}

/** Opens the export; while files are made it says how far they are. */
function ExportButton({ compact }: { compact: boolean }) {
  const { room } = useRoom()
  const { open, percent } = useExports()
  const say = sayExports(open)
  return (
    <button
      type="button"
      aria-label={compact ? (say ?? 'Export') : undefined}
      className={`${buttonClass('filled')} relative overflow-hidden max-md:h-11`}
      onClick={() => room.ui.setState({ sheet: 'export' })}
    >
      <Upload size={15} aria-hidden />
      {say === null ? !compact && 'Export' : compact ? `${Math.round(percent)}%` : say}
      {say !== null && (
        <span
          aria-hidden
          className="absolute inset-x-0 bottom-0 h-[3px] origin-left bg-accent-ink/55 transition-transform duration-panel"
          style={{ transform: `scaleX(${percent / 100})` }}
        />
      )}
    </button>
  )
}

function useUndoable() {
  const { room } = useRoom()
  const [undo, setUndo] = useState(room.undo.canUndo)
  const [redo, setRedo] = useState(room.undo.canRedo)
  useEffect(() => {
    const follow = () => {
      setUndo(room.undo.canUndo())
      setRedo(room.undo.canRedo())
    }
    follow()
    return room.undo.observe(follow)
  }, [room])
  return { undo, redo }
}
