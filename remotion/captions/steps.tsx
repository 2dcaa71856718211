import { readableOn } from '#core/colour.ts'
import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionWord } from './caption-word.tsx'
import { Mark } from './mark.tsx'
import { markBox } from './stretches.ts'

const ON_PILL = '#06121f'

/** A calm card: the word being said in a pill, those still to come dimmed. */
export function Steps({ page, state, look }: CaptionPageProps<'steps'>) {
  const { box, pill, colours } = look
  const active = page.words.filter((word) => word.index === state.active)
  const pillColour = active.some((word) => word.emphasised) ? colours.emphasis : colours.active
  const padX = page.script === 'cjk' ? 0.03 : pill.padX
  return (
    <>
      <Mark box={page.block} radius={box.radius * page.size} fill={colours.guard} />
      {active.map((word) => (
        <Mark
          key={word.x + word.line}
          box={markBox(page, [word], padX, pill.height)}
          radius={pill.radius * page.size}
          fill={pillColour}
        />
      ))}
      {page.words.map((word) => (
        <CaptionWord
          key={word.x + word.line}
          word={word}
          page={page}
          look={look}
          fill={colourOf(word)}
        />
      ))}
    </>
  )

  function colourOf(word: LaidWord) {
    if (word.index === state.active) return readableOn(pillColour, ON_PILL)
    if (word.emphasised) return colours.emphasis
    return word.index > state.active ? colours.future : colours.base
  }
}
