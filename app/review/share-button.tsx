import { Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { ShareSheet } from './share-sheet.tsx'
import { useReview } from './use-review.tsx'

/** For who edits: send it, ask people, and make links. */
export function ShareButton() {
  const { review } = useReview()
  const [open, setOpen] = useState(false)
  if (!review.may.edit) return null
  return (
    <>
      <Button
        className="max-md:h-11!"
        icon={<Send size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Send…
      </Button>
      {open && <ShareSheet clipId={review.clip.id} onClose={() => setOpen(false)} />}
    </>
  )
}
