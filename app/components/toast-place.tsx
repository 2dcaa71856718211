import { useEffect } from 'react'
import { Toaster as Sonner, toast } from 'sonner'
import { placeToasts } from './toast.ts'

/** Where toasts appear. */
export function ToastPlace() {
  // Sonner listens by now: its own effects come first.
  useEffect(() => placeToasts(toast), [])
  return (
    <Sonner
      position="bottom-center"
      duration={6000}
      gap={8}
      // On a phone a bar of buttons may stand at the foot: nothing lies over what comes next.
      mobileOffset={{ bottom: 72, left: 16, right: 16 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-[min(420px,calc(100vw-32px))] items-center gap-3 rounded-3 bg-raised px-4 py-3 text-13 text-1 shadow-e2 font-sans',
          title: 'min-w-0 flex-1',
          description: 'text-12 text-3',
          content: 'min-w-0 flex-1',
          actionButton:
            'order-last h-7 shrink-0 rounded-2 border border-line px-2.5 text-12 font-semibold text-1 hover:bg-hover',
          cancelButton: 'order-last h-7 shrink-0 rounded-2 px-2.5 text-12 text-2 hover:bg-hover',
          icon: 'text-2',
          error: '[&_[data-icon]]:text-danger',
          success: '[&_[data-icon]]:text-success',
          warning: '[&_[data-icon]]:text-warning',
        },
      }}
    />
  )
}
