import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useMemo, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { commandGroups, keyCaps } from './keymap.ts'

const mac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)

/** What every key does, drawn from the table the keys themselves use. */
export function KeySheet({ onClose }: { onClose(): void }) {
  const [typed, setTyped] = useState('')
  const groups = useMemo(
    () =>
      Object.entries(commandGroups).flatMap(([name, commands]) => {
        const found = Object.entries(commands).filter(([, { say }]) =>
          say.toLowerCase().includes(typed.trim().toLowerCase()),
        )
        return found.length > 0 ? [{ name, found }] : []
      }),
    [typed],
  )
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(820px,calc(100vw-32px))] flex-col rounded-4 bg-panel shadow-e3 focus-visible:outline-none"
        >
          <div className="flex items-center gap-3 p-5 pb-3">
            <Dialog.Title className="mr-auto font-semibold text-20 text-1">Keyboard</Dialog.Title>
            <input
              type="search"
              value={typed}
              aria-label="Find a key"
              placeholder="Find a key"
              className="h-8 w-48 min-w-0 rounded-2 border border-edge bg-bg px-2.5 text-13 text-1 placeholder:text-3"
              onChange={(event) => setTyped(event.target.value)}
            />
            <Dialog.Close asChild>
              <IconButton label="Close">
                <X size={16} aria-hidden />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="columns-3 gap-8 overflow-y-auto px-5 pb-5 max-lg:columns-2 max-md:columns-1">
            {groups.map(({ name, found }) => (
              <section key={name} className="mb-4 break-inside-avoid">
                <h3 className="pb-1 font-semibold text-12 text-accent-text">{name}</h3>
                <dl>
                  {found.map(([command, { say, keys }]) => (
                    <div key={command} className="flex min-h-7 items-center justify-between gap-3">
                      <dt className="text-13 text-2">{say}</dt>
                      <dd className="flex gap-1">
                        {keyCaps(keys[0], mac).map((cap) => (
                          <kbd
                            key={cap}
                            className="min-w-6 rounded-1 bg-hover px-1.5 text-center font-sans text-11 text-1 leading-5"
                          >
                            {cap}
                          </kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
            {groups.length === 0 && <p className="text-13 text-3">No key does that.</p>}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
