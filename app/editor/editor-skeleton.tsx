import './editor.css'
import { Logo } from '../components/logo.tsx'
import { Skeleton } from '../components/skeleton.tsx'

/** The shape of the room, until the clip has come. */
export function EditorSkeleton({ title }: { title: string }) {
  return (
    <div aria-busy className="editor-grid h-dvh overflow-hidden bg-bg max-md:flex max-md:flex-col">
      <div
        className="flex h-12 items-center gap-3 border-line border-b bg-panel px-3"
        style={{ gridArea: 'top' }}
      >
        <Logo size={22} />
        <h1 className="truncate font-semibold text-13 text-1">{title}</h1>
      </div>
      <div
        data-room-pane="transcript"
        className="flex flex-col gap-3 p-4 pt-14 max-md:order-3"
        style={{ gridArea: 'transcript' }}
      >
        {[92, 100, 84, 96, 60, 0, 88, 100, 72].map((width, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of nothing yet
          <Skeleton key={i} className={width ? 'h-4' : 'h-2 bg-transparent'} />
        ))}
      </div>
      <div
        className="grid place-items-center bg-stage p-6 max-md:h-[48dvh] max-md:shrink-0"
        style={{ gridArea: 'stage' }}
      >
        <Skeleton className="aspect-[9/16] h-full rounded-3" />
      </div>
      <div
        data-room-pane="inspector"
        className="flex flex-col gap-4 p-4 pt-14 max-md:hidden"
        style={{ gridArea: 'inspector' }}
      >
        <Skeleton className="h-16" />
        <Skeleton className="h-4" />
        <Skeleton className="h-4" />
        <Skeleton className="h-4" />
      </div>
      <div
        data-room-pane="timeline"
        className="flex h-[247px] flex-col gap-3 bg-panel p-4 max-md:hidden"
        style={{ gridArea: 'timeline' }}
      >
        <Skeleton className="h-6" />
        <Skeleton className="h-12" />
        <Skeleton className="h-14" />
      </div>
    </div>
  )
}
