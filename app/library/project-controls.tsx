import { useLocation, useNavigate, useRevalidator } from '@remix-run/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ProjectId } from '#core/ids.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { toast } from '../components/toast.ts'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { NameDialog } from './name-dialog.tsx'

type OneProject = { id: string; name: string }

/** What can be done to projects. Every page that lists them reads them again afterwards. */
export function useProjectActions() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const { pathname } = useLocation()
  const again = async () => {
    revalidate()
    await queryClient.invalidateQueries({ queryKey: trpc.projects.pathKey() })
    await queryClient.invalidateQueries({ queryKey: trpc.videos.pathKey() })
  }
  const options = { onSuccess: again, onError: (error: unknown) => void toast.error(sayOf(error)) }
  const creating = useMutation(trpc.projects.create.mutationOptions(options))
  const renaming = useMutation(trpc.projects.rename.mutationOptions(options))
  const removing = useMutation(trpc.projects.remove.mutationOptions(options))
  const restoring = useMutation(trpc.projects.restore.mutationOptions(options))
  return {
    create: (name: string) =>
      creating.mutate({ name }, { onSuccess: ({ id }) => navigate(`/projects/${id}`) }),
    rename: ({ id }: OneProject, name: string) =>
      renaming.mutate({ projectId: ProjectId.parse(id), name }),
    remove({ id, name }: OneProject) {
      const projectId = ProjectId.parse(id)
      // First away from it: its own page would find nothing.
      if (pathname === `/projects/${id}`) navigate('/library')
      // Not a callback of the call: those are forgotten with the page it was made from.
      removing.mutateAsync({ projectId }).then(
        () =>
          toast(`Deleted “${name}” and its videos`, {
            action: { label: 'Undo', onClick: () => restoring.mutate({ projectId }) },
          }),
        () => {},
      )
    },
  }
}

export type ProjectActions = ReturnType<typeof useProjectActions>

export function NewProject({ actions }: { actions: ProjectActions }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="flex h-8 items-center gap-3 rounded-2 px-2.5 font-medium text-13 text-2 transition-colors duration-press hover:bg-hover hover:text-1"
      >
        <Plus size={16} strokeWidth={1.75} aria-hidden />
        New project
      </button>
      <NameDialog
        open={open}
        onClose={() => setOpen(false)}
        title="New project"
        label="Name"
        name=""
        submit="Create"
        maxLength={120}
        onSubmit={actions.create}
      />
    </>
  )
}

export function ProjectMenu({
  project,
  actions,
  className,
}: {
  project: OneProject
  actions: ProjectActions
  className?: string
}) {
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <Menu
        trigger={
          <IconButton
            label={`More for project ${project.name}`}
            {...(className === undefined ? { className: 'size-6 bg-hover' } : { className })}
          >
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={() => setRenaming(true)}>
          Rename
        </MenuItem>
        <MenuLine />
        <MenuItem
          danger
          icon={<Trash2 size={16} aria-hidden />}
          onSelect={() => actions.remove(project)}
        >
          Delete
        </MenuItem>
      </Menu>
      <NameDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        title="Rename project"
        label="Name"
        name={project.name}
        submit="Rename"
        icon={<Check size={16} aria-hidden />}
        maxLength={120}
        onSubmit={(name) => actions.rename(project, name)}
      />
    </>
  )
}
