import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useMemo, useState } from 'react'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { chordCaps, chordOf, isMac } from './chord.ts'
import { keepChosenKeys, useChosenKeys } from './chosen-keys.ts'
import { chooseKey, commandGroups, type EditorCommand, keysOf } from './keymap.ts'

/** What every key does, drawn from the table the keys themselves use. A press on a key changes it. */
export function KeySheet({ onClose }: { onClose(): void }) {
  const [typed, setTyped] = useState('')
  const [changing, setChanging] = useState<EditorCommand | null>(null)
  const chosen = useChosenKeys()
  const groups = useMemo(
    () =>
      Object.entries(commandGroups).flatMap(([name, commands]) => {
        const found = (Object.entries(commands) as [EditorCommand, { say: string }][]).filter(
          ([, { say }]) => say.toLowerCase().includes(typed.trim().toLowerCase()),
        )
        return found.length > 0 ? [{ name, found }] : []
      }),
    [typed],
  )
  useNextKey(changing, (chord) => {
    if (changing && chord) keepChosenKeys(chooseKey(chosen, changing, chord))
    setChanging(null)
  })
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(860px,calc(100vw-32px))] flex-col rounded-4 bg-panel shadow-e3 focus-visible:outline-none"
          onEscapeKeyDown={(event) => changing && event.preventDefault()}
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 p-5 pb-3">
            <Dialog.Title className="font-semibold text-20 text-1">Keyboard</Dialog.Title>
            <Dialog.Description className="mr-auto text-12 text-2">
              {changing
                ? 'Press the new key. Esc leaves it as it is.'
                : 'Press a key here to change it.'}
            </Dialog.Description>
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
                <ul>
                  {found.map(([command, { say }]) => (
                    <KeyRow
                      key={command}
                      say={say}
                      keys={keysOf(command, chosen)}
                      own={chosen[command] === undefined}
                      changing={changing === command}
                      onChange={() => setChanging(command)}
                    />
                  ))}
                </ul>
              </section>
            ))}
            {groups.length === 0 && <p className="text-13 text-3">No key does that.</p>}
          </div>
          {Object.keys(chosen).length > 0 && (
            <div className="border-line border-t p-3 text-right">
              <Button size="small" onClick={() => keepChosenKeys({})}>
                Back to the keys as they were
              </Button>
            </div>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function KeyRow({
  say,
  keys,
  own,
  changing,
  onChange,
}: {
  say: string
  keys: readonly string[]
  own: boolean
  changing: boolean
  onChange(): void
}) {
  const [first] = keys
  const caps = first === undefined ? [] : chordCaps(first, isMac)
  return (
    <li className="flex min-h-7 items-center justify-between gap-3">
      <span className="text-13 text-2">{say}</span>
      <button
        type="button"
        aria-label={`${say}: ${changing ? 'press the new key' : caps.join(' ') || 'no key'}. Change`}
        className={`flex min-h-6 shrink-0 items-center gap-1 rounded-1 px-1 hover:bg-hover ${
          changing ? 'bg-accent-soft text-11 text-accent-text' : ''
        }`}
        onClick={onChange}
      >
        {changing
          ? 'New key…'
          : caps.length === 0
            ? '—'
            : caps.map((cap) => (
                <kbd
                  key={cap}
                  className={`min-w-6 rounded-1 bg-hover px-1.5 text-center font-sans text-11 leading-5 ${
                    own ? 'text-1' : 'text-accent-text'
                  }`}
                >
                  {cap}
                </kbd>
              ))}
      </button>
    </li>
  )
}

/** The next press that is more than a modifier; Esc gives null. */
function useNextKey(command: EditorCommand | null, take: (chord: string | null) => void) {
  useEffect(() => {
    if (command === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (chord === null) return
      event.preventDefault()
      event.stopPropagation()
      take(chord === 'Escape' ? null : chord)
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  })
}
