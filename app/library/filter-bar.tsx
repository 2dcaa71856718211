import { useNavigate } from '@remix-run/react'
import { ArrowDownWideNarrow, ChevronDown, Folder } from 'lucide-react'
import type { VideoFilter } from '#core/video.ts'
import type { ProjectCard } from '#db/projects.ts'
import type { VideoCounts } from '#db/videos.ts'
import { Button } from '../components/button.tsx'
import { Menu, MenuChoice } from '../components/menu.tsx'
import { Segmented } from '../components/segmented.tsx'

const names: Record<VideoFilter, string> = {
  all: 'All',
  working: 'Working',
  ready: 'Ready',
  'needs-you': 'Needs you',
}

/** Which videos are shown, how many there would be, and of which project. */
export function FilterBar({
  filter,
  counts,
  projects,
  project,
  onFilter,
}: {
  filter: VideoFilter
  counts: VideoCounts
  projects: ProjectCard[]
  project: { id: string; name: string } | null
  onFilter(filter: VideoFilter): void
}) {
  const navigate = useNavigate()
  return (
    <div className="-mx-4 flex items-center gap-2 overflow-x-auto px-4 py-0.5 [scrollbar-width:none] md:mx-0 md:overflow-visible md:px-0">
      <Segmented
        label="Show"
        value={filter}
        onChange={onFilter}
        options={(Object.keys(names) as VideoFilter[]).map((value) => ({
          value,
          name: names[value],
          after: (
            <span
              className={
                value === 'needs-you' && counts[value] > 0
                  ? 'tabular text-accent-text'
                  : 'tabular text-3'
              }
            >
              {counts[value]}
            </span>
          ),
        }))}
      />
      {projects.length > 1 && (
        <Menu
          align="start"
          trigger={
            <Button
              size="small"
              className="h-8 max-md:h-10"
              icon={<Folder size={14} className="text-2" aria-hidden />}
            >
              {project?.name ?? 'Any project'}
              <ChevronDown size={14} className="text-3" aria-hidden />
            </Button>
          }
        >
          <MenuChoice chosen={project === null} onSelect={() => navigate('/library')}>
            Any project
          </MenuChoice>
          {projects.map(({ id, name }) => (
            <MenuChoice
              key={id}
              chosen={project?.id === id}
              onSelect={() => navigate(`/projects/${id}`)}
            >
              {name}
            </MenuChoice>
          ))}
        </Menu>
      )}
      <span className="ml-auto flex items-center gap-1.5 whitespace-nowrap pl-3 text-12 text-3">
        <ArrowDownWideNarrow size={14} aria-hidden />
        Last changed
      </span>
    </div>
  )
}
