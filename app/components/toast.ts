import type { toast as sonner } from 'sonner'

type Sonner = typeof sonner

/** What was said before there was a place for it. */
const early: ((say: Sonner) => void)[] = []
let placed: Sonner | null = null
let onWanted: (() => void) | null = null

function tell(one: (say: Sonner) => void) {
  if (placed) {
    one(placed)
    return
  }
  early.push(one)
  onWanted?.()
}

/** Says what happened, and one way on. sonner's own, except that its code comes later than a page's. */
export const toast = Object.assign(
  (...said: Parameters<Sonner>) => tell((say) => void say(...said)),
  {
    error: (...said: Parameters<Sonner['error']>) => tell((say) => void say.error(...said)),
    dismiss: (id: string) => {
      if (placed || early.length > 0) tell((say) => void say.dismiss(id))
    },
  },
)

/** The place for toasts is on the page: what was said before is shown. */
export function placeToasts(say: Sonner) {
  placed = say
  for (const one of early.splice(0)) one(say)
}

/** Calls when something was said and there is no place for it. */
export function whenToastIsSaid(run: () => void): () => void {
  onWanted = run
  if (early.length > 0) run()
  return () => {
    onWanted = null
  }
}
