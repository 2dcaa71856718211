import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'

/** Holds the focus until it is closed, and gives it back. For what cannot be done in place. */
export function Dialog({
  open,
  onClose,
  title,
  lead,
  wide = false,
  children,
}: {
  open: boolean
  onClose(): void
  title: string
  lead?: ReactNode
  /** For two things side by side. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          {...(lead ? {} : { 'aria-describedby': undefined })}
          className={clsx(
            '-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] flex-col gap-4 overflow-y-auto rounded-4 bg-panel p-5 shadow-e3 focus-visible:outline-none',
            wide ? 'w-[min(880px,calc(100vw-32px))]' : 'w-[min(440px,calc(100vw-32px))]',
          )}
        >
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="font-semibold text-16 text-1">{title}</Radix.Title>
              {lead && (
                <Radix.Description className="mt-1 text-13 text-2">{lead}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" className="-mt-1 -mr-1.5">
                <X size={16} aria-hidden />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
