import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { chordCaps, isMac } from './chord.ts'
import { useChosenKeys } from './chosen-keys.ts'
import { everyone, followPlace } from './follow.ts'
import { commandGroups, type EditorCommand, keysOf } from './keymap.ts'
import type { Person } from './live.ts'
import type { Room } from './room.ts'
import { nearestClipTime } from './same-place.ts'
import { selectWords } from './selection.ts'
import { sayClock } from './timeline-view.ts'
import { usePeople, useRoom } from './use-room.tsx'
import { MARK, markOf } from './word-marks.ts'

const sayings = new Map(
  Object.values(commandGroups).flatMap((group) =>
    Object.entries(group).map(([command, { say }]) => [command, say] as const),
  ),
)

type Row = { id: string; group: string; say: string; keys?: string; after?: string; run(): void }

/** Everything that can be done here, and every place in the video where something was said. */
export function Palette({ run, onClose }: { run(command: EditorCommand): void; onClose(): void }) {
  const { room } = useRoom()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const chosenKeys = useChosenKeys()
  const people = usePeople()
  const rows = useMemo(() => {
    const wanted = typed.trim().toLowerCase()
    const commands = Object.entries(commandGroups).flatMap(([group, found]) =>
      (Object.keys(found) as EditorCommand[]).flatMap((command): Row[] => {
        const say = sayCommand(command, people)
        if (command === 'palette' || !say?.toLowerCase().includes(wanted)) return []
        const [keys] = keysOf(command, chosenKeys)
        return [{ id: command, group, say, ...(keys && { keys }), run: () => run(command) }]
      }),
    )
    return [...commands, ...findWords(room, wanted)]
  }, [typed, run, room, chosenKeys, people])

  const chosen = Math.min(at, rows.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) {
      event.preventDefault()
      const to = (chosen + by + rows.length) % Math.max(1, rows.length)
      setAt(to)
      list.current?.querySelector(`[data-row="${to}"]`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter' && rows[chosen]) {
      event.preventDefault()
      onClose()
      rows[chosen].run()
    }
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-50 flex max-h-[70dvh] w-[min(560px,calc(100vw-32px))] flex-col rounded-4 bg-panel shadow-e3 focus-visible:outline-none"
          // The command moves the focus itself where it needs to.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <div className="flex items-center gap-3 border-line border-b px-4">
            <Search size={16} className="text-3" aria-hidden />
            <input
              // biome-ignore lint/a11y/noAutofocus: the list was opened to type
              autoFocus
              role="combobox"
              aria-expanded
              aria-controls="palette-list"
              aria-activedescendant={rows[chosen] ? `palette-${chosen}` : undefined}
              aria-label="Find a command or words"
              placeholder="Find a command, or words in this video"
              className="h-13 flex-1 bg-transparent text-15 text-1 outline-none placeholder:text-3"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value)
                setAt(0)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <div
            ref={list}
            id="palette-list"
            role="listbox"
            aria-label="Found"
            className="overflow-y-auto p-2"
          >
            {rows.map((row, i) => (
              <div key={row.id}>
                {row.group !== rows[i - 1]?.group && (
                  <div aria-hidden className="px-2 pt-2 pb-1 font-medium text-12 text-3">
                    {row.group}
                  </div>
                )}
                {/* biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active option */}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field does it */}
                <div
                  role="option"
                  id={`palette-${i}`}
                  data-row={i}
                  aria-selected={i === chosen}
                  className="flex h-9 cursor-pointer items-center gap-3 rounded-2 px-2.5 text-13 text-1 aria-selected:bg-accent-soft"
                  onPointerMove={() => setAt(i)}
                  onClick={() => {
                    onClose()
                    row.run()
                  }}
                >
                  <span className="min-w-0 flex-1 truncate">{row.say}</span>
                  {row.after && <span className="tabular text-12 text-3">{row.after}</span>}
                  {row.keys &&
                    chordCaps(row.keys, isMac).map((cap) => (
                      <kbd
                        key={cap}
                        className="min-w-6 rounded-1 bg-hover px-1.5 text-center font-sans text-11 text-2 leading-5"
                      >
                        {cap}
                      </kbd>
                    ))}
                </div>
              </div>
            ))}
            {rows.length === 0 && (
              <p className="px-2.5 py-4 text-13 text-3">Nothing here is called that.</p>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** What a command is called here and now; null where there is nobody it could be about. */
function sayCommand(command: EditorCommand, people: Person[]): string | null {
  const place = followPlace(command)
  if (place === null) return sayings.get(command) ?? null
  const person = everyone(people)[place]
  return person ? `Follow ${person.name}` : null
}

/** Where in the whole video it was said. */
function findWords(room: Room, wanted: string): Row[] {
  if (wanted.length < 2) return []
  const { sentences, words } = room.text
  const found: Row[] = []
  for (const { first, last } of sentences) {
    const said = words
      .slice(first, last + 1)
      .map((word) => word.text)
      .join(' ')
    const start = said.toLowerCase().indexOf(wanted)
    if (start < 0) continue
    const from = words[first]?.from ?? 0
    found.push({
      id: `words ${first}`,
      group: 'Words in this video',
      say: `“${start > 30 ? '…' : ''}${said.slice(Math.max(0, start - 30), start + 70)}${said.length > start + 70 ? '…' : ''}”`,
      after: sayClock(from),
      run() {
        room.ui.setState({
          selection: selectWords(first, last),
          show: { word: first, flash: [] },
        })
        const { words: marked, cuts } = room.clip.getState()
        if (markOf(marked.marks, first) & MARK.inside)
          room.transport.seek(nearestClipTime(cuts, from))
      },
    })
    if (found.length === 8) break
  }
  return found
}
