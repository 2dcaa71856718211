import type { ComparedWord } from './compare-words.ts'

/** How a word of two versions looks: what is gone is struck, what is new underlined. */
export const comparedLook: Record<ComparedWord['kind'], string> = {
  same: '',
  gone: 'text-danger line-through',
  back: 'text-success underline decoration-2 underline-offset-4',
  changed: 'text-success underline decoration-2 underline-offset-4',
}
