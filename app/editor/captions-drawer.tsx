import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { IconButton } from '../components/icon-button.tsx'
import { CaptionsInspector } from './captions-inspector.tsx'

/** The captions inspector where there is no room for it: from the right, or from below on a phone. */
export function CaptionsDrawer({ onClose }: { onClose(): void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim md:bg-transparent" />
        <Dialog.Content
          aria-describedby={undefined}
          className="editor-sheet fixed inset-y-0 right-0 z-50 flex w-80 flex-col bg-panel shadow-e3 focus-visible:outline-none max-md:inset-x-0 max-md:top-auto max-md:h-[58dvh] max-md:w-auto max-md:rounded-t-4"
        >
          <Dialog.Title className="sr-only">Captions</Dialog.Title>
          <Dialog.Close asChild>
            <IconButton label="Close" className="absolute top-1 right-1 z-10 bg-panel">
              <X size={16} aria-hidden />
            </IconButton>
          </Dialog.Close>
          <div className="min-h-0 flex-1 [&_h2+span]:mr-8">
            <CaptionsInspector />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
