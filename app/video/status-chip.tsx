import { clsx } from 'clsx'
import { Check, CircleAlert, FileText, Loader } from 'lucide-react'
import { workState } from '../library/say-work.ts'
import type { VideoPage } from './video-page.ts'

/** How the video is doing, in a word or two. */
export function VideoStatusChip({ page }: { page: VideoPage }) {
  const { name, ink, icon: Icon } = chipOf(page)
  return (
    <span
      role="status"
      className={clsx(
        'tabular inline-flex h-6 shrink-0 items-center gap-1.5 rounded-1 bg-hover px-2 font-medium text-12 max-lg:px-1.5',
        ink,
      )}
    >
      <Icon size={14} aria-hidden />
      <span className="max-lg:sr-only">{name}</span>
    </span>
  )
}

function chipOf(page: VideoPage) {
  const { status } = page
  if (status === 'ready') return { name: 'Ready', ink: 'text-success', icon: Check }
  if (status === 'needs-words') return { name: 'Needs words', ink: 'text-warning', icon: FileText }
  if (status === 'failed') return { name: 'Stopped', ink: 'text-danger', icon: CircleAlert }
  if (status === 'uploading') return { name: 'Uploading', ink: 'text-2', icon: Loader }
  const state = workState({ ...page, canWatch: page.media.proxy !== null })
  const percent = state?.percent
  return {
    name: percent ? `${state.title}, ${percent}%` : (state?.title ?? 'Working'),
    ink: 'text-2',
    icon: Loader,
  }
}
