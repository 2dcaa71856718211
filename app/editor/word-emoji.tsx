import { Popover } from 'radix-ui'
import { type ReactNode, useId, useState } from 'react'
import { cleanEmoji } from '#collab/clip-doc/clean-text.ts'
import type { ClipWord } from '#core/clip-project.ts'
import { emojiFor, knownEmoji } from '#core/word-emoji.ts'
import { Button } from '../components/button.tsx'
import { useRoom } from './use-room.tsx'
import { wordIndex } from './word-index.ts'

/** Chooses the emoji a word is shown with: one that is often wanted, another one, or none. */
export function WordEmoji({ word, children }: { word: ClipWord; children: ReactNode }) {
  const { actions } = useRoom()
  const [open, setOpen] = useState(false)
  const choose = (emoji: string | null) => {
    actions.setEmoji(wordIndex(word.id), emoji)
    setOpen(false)
  }
  const fitting = emojiFor(word.text)
  const offered = fitting
    ? [fitting, ...knownEmoji.filter((emoji) => emoji !== fitting)]
    : knownEmoji
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={`Emoji for “${word.text}”`}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 flex w-72 flex-col gap-2.5 rounded-3 bg-raised p-3 text-13 text-2 shadow-e2 focus-visible:outline-none"
          // For React it lies in the transcript, whose presses and keys these are not.
          onMouseDown={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <div className="grid grid-cols-8 gap-0.5">
            {offered.map((emoji) => (
              <button
                key={emoji}
                type="button"
                aria-pressed={emoji === word.emoji}
                className="grid aspect-square place-items-center rounded-2 text-[18px] hover:bg-hover aria-pressed:bg-hover aria-pressed:shadow-[0_0_0_1px_var(--mark)]"
                onClick={() => choose(emoji)}
              >
                {emoji}
              </button>
            ))}
          </div>
          <OtherEmoji shown={word.emoji ?? ''} onChoose={choose} />
          {word.emoji !== null && (
            <Button size="small" onClick={() => choose(null)}>
              No emoji
            </Button>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function OtherEmoji({ shown, onChoose }: { shown: string; onChoose(emoji: string): void }) {
  const id = useId()
  const [typed, setTyped] = useState(shown)
  const wrong = typed.trim() !== '' && cleanEmoji(typed.trim()) === null
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        const emoji = cleanEmoji(typed.trim())
        if (emoji !== null) onChoose(emoji)
      }}
    >
      <label htmlFor={id}>Another</label>
      <input
        id={id}
        value={typed}
        maxLength={32}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        className="h-8 min-w-0 flex-1 rounded-2 border border-edge bg-bg px-2 text-13 text-1 aria-invalid:border-danger max-md:h-10"
        onChange={({ target }) => setTyped(target.value)}
      />
      <Button type="submit" size="small" disabled={typed.trim() === '' || wrong}>
        Use
      </Button>
      {wrong && (
        <p id={`${id}-wrong`} role="alert" className="w-full text-12 text-danger">
          Emoji alone, please.
        </p>
      )}
    </form>
  )
}
