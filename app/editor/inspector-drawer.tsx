import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from './inspector.tsx'
import { useMedia } from './use-room.tsx'

/** The inspector where there is no room for it: from the right, or from below on a phone. */
export function InspectorDrawer({ onClose }: { onClose(): void }) {
  const phone = useMedia('(max-width: 899px)')
  return (
    // Beside the room one goes on editing; on a phone it covers the words one would edit.
    <Dialog.Root open modal={phone} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        {/* Clear: what is changed here is seen in the picture above. */}
        {phone && <Dialog.Overlay className="fixed inset-0 z-40" />}
        <Dialog.Content
          aria-describedby={undefined}
          onInteractOutside={(event) => !phone && event.preventDefault()}
          className="editor-sheet fixed inset-y-0 right-0 z-50 flex w-80 flex-col bg-panel shadow-e3 focus-visible:outline-none max-[899px]:inset-x-0 max-[899px]:top-auto max-[899px]:h-[54dvh] max-[899px]:w-auto max-[899px]:rounded-t-4"
        >
          <Dialog.Title className="sr-only">Look and sound</Dialog.Title>
          <Dialog.Close asChild>
            <IconButton label="Close" className="absolute top-1 right-1 z-10 bg-panel">
              <X size={16} aria-hidden />
            </IconButton>
          </Dialog.Close>
          <div className="min-h-0 flex-1 [&_[role=tablist]]:pr-10">
            <Inspector />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
