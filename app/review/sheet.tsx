import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from '../components/icon-button.tsx'

/** A question over the page: in the middle, on a phone from below. */
export function Sheet({
  title,
  aside,
  onClose,
  children,
}: {
  title: string
  /** Beside the title. */
  aside?: ReactNode
  onClose(): void
  children: ReactNode
}) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="md:-translate-x-1/2 md:-translate-y-1/2 fixed z-50 flex max-h-[88dvh] flex-col gap-4 overflow-y-auto bg-panel p-5 shadow-e3 focus-visible:outline-none max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-4 md:top-1/2 md:left-1/2 md:w-[min(460px,calc(100vw-32px))] md:rounded-4"
        >
          <div className="flex items-center gap-3">
            <Dialog.Title className="min-w-0 flex-1 font-semibold text-16 text-1">
              {title}
            </Dialog.Title>
            {aside}
            <Dialog.Close asChild>
              <IconButton label="Close" className="-mr-1.5 max-md:size-11!">
                <X size={16} aria-hidden />
              </IconButton>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
