import { Link } from '@remix-run/react'
import {
  Check,
  ChevronLeft,
  ChevronRight,
  Ellipsis,
  FileText,
  LayoutTemplate,
  Pencil,
  Plus,
  Trash2,
  Users,
} from 'lucide-react'
import { useState } from 'react'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Logo } from '../components/logo.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { ThemeButton } from '../components/theme-button.tsx'
import { NameDialog } from '../library/name-dialog.tsx'
import { sayFacts } from './say-facts.ts'
import { VideoStatusChip } from './status-chip.tsx'
import type { PageActions } from './use-page-actions.ts'
import type { VideoPage } from './video-page.ts'

/** Where one is, how the video is doing, and what can be done with it. */
export function VideoTopBar({
  page,
  actions,
  onShowClips,
  onNewClip,
  onReplaceWords,
  onWords,
  onTemplate,
}: {
  page: VideoPage
  actions: PageActions
  onShowClips(): void
  /** Absent where no clip can be begun yet, or not by this person. */
  onNewClip: (() => void) | null
  onReplaceWords(): void
  /** Absent where there are no words. */
  onWords: (() => void) | null
  onTemplate(): void
}) {
  const [renaming, setRenaming] = useState(false)
  const { project, title, clips, mayChange, transcript } = page
  return (
    <header className="z-20 flex h-12 shrink-0 items-center gap-3 border-line border-b bg-bg px-3 max-lg:gap-1.5 max-lg:px-2">
      <nav aria-label="Path" className="flex min-w-0 items-center gap-2">
        <Link
          to={`/projects/${project.id}`}
          aria-label={`Back to ${project.name}`}
          className="grid size-9 shrink-0 place-items-center rounded-2 text-2 hover:bg-hover lg:hidden"
        >
          <ChevronLeft size={20} aria-hidden />
        </Link>
        <Link
          to="/library"
          aria-label="Library"
          title="Library"
          className="-m-1 shrink-0 rounded-2 p-1 max-lg:hidden"
        >
          <Logo size={22} />
        </Link>
        <Link
          to={`/projects/${project.id}`}
          className="max-w-48 truncate rounded-1 py-1 text-13 text-2 hover:text-1 max-lg:hidden"
        >
          {project.name}
        </Link>
        <ChevronRight size={14} aria-hidden className="shrink-0 text-3 max-lg:hidden" />
        <h1 className="truncate font-semibold text-13 text-1" title={title}>
          {title}
        </h1>
      </nav>
      <VideoStatusChip page={page} />
      <p className="tabular truncate text-12 text-3 max-lg:hidden">{sayFacts(page)}</p>
      <div className="ml-auto flex shrink-0 items-center gap-2 max-lg:gap-0.5">
        <span className="max-lg:hidden">
          <ThemeButton />
        </span>
        {mayChange && (
          <Menu
            trigger={
              <IconButton label="More for this video" className="max-lg:size-9">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            }
          >
            <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setRenaming(true)}>
              Rename
            </MenuItem>
            {onWords && (
              <MenuItem icon={<Users size={16} aria-hidden />} onSelect={onWords}>
                Words and speakers
              </MenuItem>
            )}
            {clips.length > 0 && (
              <MenuItem icon={<LayoutTemplate size={16} aria-hidden />} onSelect={onTemplate}>
                A template for all clips
              </MenuItem>
            )}
            {page.status !== 'uploading' && page.durationMs !== null && (
              <MenuItem icon={<FileText size={16} aria-hidden />} onSelect={onReplaceWords}>
                {transcript ? 'Replace words' : 'Import words'}
              </MenuItem>
            )}
            <MenuLine />
            <MenuItem
              danger
              icon={<Trash2 size={16} aria-hidden />}
              onSelect={() => actions.remove()}
            >
              Delete
            </MenuItem>
          </Menu>
        )}
        {onWords && (
          <Button onClick={onWords} className="max-lg:hidden">
            Words
          </Button>
        )}
        {clips.length > 0 && (
          <Button onClick={onShowClips} className="max-lg:hidden">
            {sayCount(clips.length, 'clip')}
          </Button>
        )}
        {mayChange && (
          <Button
            look="filled"
            icon={<Plus size={16} aria-hidden />}
            disabled={!onNewClip}
            busy={actions.making}
            onClick={() => onNewClip?.()}
            className="max-lg:h-9"
          >
            New clip
          </Button>
        )}
      </div>
      <NameDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        title="Rename video"
        label="Title"
        name={title}
        submit="Rename"
        icon={<Check size={16} aria-hidden />}
        onSubmit={actions.rename}
      />
    </header>
  )
}
