import { Check, Ellipsis, FolderInput, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { VideoCard } from '#core/video.ts'
import type { ProjectCard } from '#db/projects.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuChoice, MenuItem, MenuLine, SubMenu } from '../components/menu.tsx'
import { NameDialog } from './name-dialog.tsx'
import type { VideoActions } from './use-video-actions.ts'

export function CardMenu({
  video,
  projects,
  actions,
  onRemove,
}: {
  video: VideoCard
  projects: ProjectCard[]
  actions: VideoActions
  onRemove(): void
}) {
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={`More for ${video.title}`}
            className="-mt-1 -mr-1.5 relative z-10 size-7 max-md:size-9 md:-top-0.5 md:absolute md:right-0 md:m-0 md:opacity-0 md:focus-visible:opacity-100 md:group-focus-within/card:opacity-100 md:group-hover/card:opacity-100 md:data-[state=open]:opacity-100"
          >
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setRenaming(true)}>
          Rename
        </MenuItem>
        {projects.length > 1 && (
          <SubMenu icon={<FolderInput size={16} aria-hidden />} name="Move to">
            {projects.map((project) => (
              <MenuChoice
                key={project.id}
                chosen={project.id === video.project.id}
                onSelect={() => {
                  if (project.id !== video.project.id) actions.move(video, project)
                }}
              >
                {project.name}
              </MenuChoice>
            ))}
          </SubMenu>
        )}
        <MenuLine />
        <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={onRemove}>
          Delete
        </MenuItem>
      </Menu>
      <NameDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        title="Rename video"
        label="Title"
        name={video.title}
        submit="Rename"
        icon={<Check size={16} aria-hidden />}
        onSubmit={(title) => actions.rename(video, title)}
      />
    </>
  )
}
