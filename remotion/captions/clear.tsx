import { readableOn } from '#core/colour.ts'
import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionWord } from './caption-word.tsx'
import { Mark } from './mark.tsx'
import { markBox, stretches } from './stretches.ts'

/** Thickness of the underline and how far below the baseline it lies, em. */
const UNDERLINE = 0.08
const UNDERLINE_DROP = 0.1

/** As readable as text can be: solid boxes, no motion, and never colour alone. */
export function Clear({ page, state, look }: CaptionPageProps<'clear'>) {
  const { box, pill, colours } = look
  const padX = page.script === 'cjk' ? 0.03 : pill.padX
  const onMark = readableOn(colours.emphasis, '#000000')
  return (
    <>
      {page.lines.map((line) => (
        <Mark
          key={line.top}
          box={{
            x: line.x - box.padX * page.size,
            y: line.top,
            width: line.width + 2 * box.padX * page.size,
            height: line.height,
          }}
          radius={box.radius * page.size}
          fill={colours.guard}
        />
      ))}
      {stretches(page, (word) => word.emphasised).map((words) => (
        <Mark
          key={words[0]?.x}
          box={markBox(page, words, padX, pill.height)}
          radius={pill.radius * page.size}
          fill={colours.emphasis}
        />
      ))}
      {page.words
        .filter((word) => word.index === state.active)
        .map((word) => (
          <Mark
            key={word.x + word.line}
            box={{
              x: word.x,
              y: (page.lines[word.line]?.baseline ?? 0) + UNDERLINE_DROP * page.size,
              width: word.width,
              height: UNDERLINE * page.size,
            }}
            radius={0}
            fill={colourOf(word)}
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
    if (word.emphasised) return onMark
    return word.index === state.active ? colours.active : colours.base
  }
}
