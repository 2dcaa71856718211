import { useState } from 'react'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { inputClass } from '../components/field.tsx'
import { useReview } from './use-review.tsx'

/** Under which name a guest speaks. */
export function GuestName() {
  const { review, actions } = useReview()
  const { me } = review
  const [typed, setTyped] = useState<string | null>(null)
  if (!me.guest) return null
  if (typed === null)
    return (
      <p className="flex items-center gap-2 px-3.5 pb-3 text-12 text-3 max-md:px-0">
        <Avatar name={me.name} size={22} />
        You are {me.name}, guest.
        <button
          type="button"
          className="rounded-1 font-medium text-accent-text hover:underline max-md:min-h-11"
          onClick={() => setTyped(me.name)}
        >
          Change name
        </button>
      </p>
    )
  return (
    <form
      className="flex items-center gap-2 px-3.5 pb-3 max-md:px-0"
      onSubmit={(event) => {
        event.preventDefault()
        if (!typed.trim()) return
        void actions.rename(typed.trim()).then(() => setTyped(null))
      }}
    >
      <input
        aria-label="Your name"
        value={typed}
        maxLength={60}
        className={`${inputClass} h-8! flex-1 max-md:h-11!`}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <Button type="submit" look="soft" size="small" className="max-md:h-11!">
        Keep
      </Button>
    </form>
  )
}
