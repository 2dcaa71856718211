import { Link } from '@remix-run/react'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useTRPC } from '../trpc/client.tsx'
import { useCanEdit, useClip, useRoom } from './use-room.tsx'

/** Styles that people of this workspace wrote. A newer version never applies itself. */
export function WrittenPicker() {
  const { actions, clip } = useRoom()
  const trpc = useTRPC()
  const template = useClip((view) => view.project.style.template)
  const canEdit = useCanEdit()
  const { data = [] } = useQuery(trpc.styles.forClip.queryOptions({ clipId: clip.id }))
  return (
    <div className="flex flex-col gap-1 border-line border-t pt-2">
      <div className="flex items-baseline text-12">
        <b className="font-semibold text-1">Written here</b>
        <Link
          to="/styles"
          className="ml-auto rounded-1 font-semibold text-accent-text"
          target="_blank"
        >
          Open the studio
        </Link>
      </div>
      {data.length === 0 && (
        <p className="text-12 text-3">Nobody has published a style of your own yet.</p>
      )}
      {data.map(({ id, name, version }) => {
        const mine = template?.id === id ? template : null
        return (
          <div key={id} className="flex min-h-8 items-center gap-2">
            <button
              type="button"
              aria-pressed={mine !== null}
              disabled={!canEdit}
              className={clsx(
                'flex h-8 min-w-0 flex-1 items-center rounded-2 px-2.5 text-left text-13 max-md:h-10',
                mine ? 'bg-accent-soft font-semibold text-accent-text' : 'text-1 hover:bg-hover',
              )}
              onClick={() => mine || actions.chooseWritten(name, { id, version })}
            >
              <span className="truncate">{name}</span>
              <span className="ml-auto pl-2 text-12 text-3">v{mine?.version ?? version}</span>
            </button>
            {mine && mine.version < version && (
              <button
                type="button"
                disabled={!canEdit}
                className="h-7 shrink-0 rounded-2 bg-accent-soft px-2 font-semibold text-12 text-accent-text"
                onClick={() => actions.setStyle({ template: { id, version } })}
              >
                v{version} is out
              </button>
            )}
          </div>
        )
      })}
    </div>
  )
}
