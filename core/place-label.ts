import { contrast, mix, READABLE } from './colour.ts'

/** Whose name a place bears where it is not ours: set where the server is started. */
export type PlaceLabel = {
  name: string
  /** Whether a logo of its own was set. */
  logo: boolean
  /** `#rrggbb` of what is yours and of the next action; null: ours. */
  colour: string | null
}

export const OWN_NAME = 'Cliproom'
export const ownLabel: PlaceLabel = { name: OWN_NAME, logo: false, colour: null }

/** The panels on which words of that colour stand, dark and light. */
const grounds = { dark: '#1b1f2a', light: '#ffffff' } as const

/**
 * A colour for a whole theme: filled, with ink that can be read on it; as words and lines on a panel,
 * taken towards white or black until they can be read (WCAG: 4.5 for words, 3 for lines).
 */
export function accentOf(colour: string, theme: 'dark' | 'light') {
  const towards = theme === 'dark' ? '#ffffff' : '#000000'
  const until = (wanted: number) => {
    let share = 0
    while (contrast(mix(colour, towards, share), grounds[theme]) < wanted && share < 1)
      share += 0.05
    return mix(colour, towards, Math.min(1, share))
  }
  const inks = ['#ffffff', '#14161c'] as const
  const [light, dark] = inks
  return {
    accent: colour,
    ink: contrast(colour, dark) >= contrast(colour, light) ? dark : light,
    text: until(READABLE),
    mark: until(3),
  }
}
