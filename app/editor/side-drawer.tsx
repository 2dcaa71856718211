import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useMedia } from './use-room.tsx'

/** What stands beside the stage, where there is no room for it: from the right, or from below. */
export function SideDrawer({
  name,
  phoneHeight,
  onClose,
  children,
}: {
  name: string
  /** A class: how much of a phone it takes. */
  phoneHeight: string
  onClose(): void
  children: ReactNode
}) {
  const phone = useMedia('(max-width: 899px)')
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          // One goes on looking at the picture beside it.
          onInteractOutside={(event) => event.preventDefault()}
          className={`editor-sheet fixed z-50 flex flex-col bg-panel shadow-e3 focus-visible:outline-none ${
            phone ? `inset-x-0 bottom-0 ${phoneHeight} rounded-t-4` : 'inset-y-0 right-0 w-86'
          }`}
        >
          <Dialog.Title className="sr-only">{name}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
