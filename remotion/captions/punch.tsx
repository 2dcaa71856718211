import type { LaidWord } from '../caption-layout.ts'
import type { CaptionPageProps } from './caption-page-props.ts'
import { CaptionWord, round } from './caption-word.tsx'

/** How far the shadow lies below, em, and how dark it is. */
const SHADOW = 0.07
const SHADOW_OPACITY = 0.55

/** Loud capitals: each word turns yellow and pops as it is said; emphasised ones stay green. */
export function Punch({ page, state, look }: CaptionPageProps<'punch'>) {
  const outline = { width: look.outline * page.size, colour: look.colours.guard }
  // The active word goes last, so that its pop lies over its neighbours.
  const words = [...page.words].sort(
    (a, b) => Number(a.index === state.active) - Number(b.index === state.active),
  )
  const popped = (word: LaidWord) =>
    word.index === state.active
      ? popAround(word, page.lines[word.line], state.word.scale)
      : undefined
  return (
    <>
      <g opacity={SHADOW_OPACITY} transform={`translate(0 ${round(SHADOW * page.size)})`}>
        {words.map((word) => (
          <g key={word.x + word.line} transform={popped(word)}>
            <CaptionWord
              word={word}
              page={page}
              look={look}
              fill="#000"
              outline={{ ...outline, colour: '#000' }}
              lettersOnly
            />
          </g>
        ))}
      </g>
      {/* All outlines before all letters, or one word's outline would eat into the next. */}
      {words.map((word) => (
        <g key={word.x + word.line} transform={popped(word)}>
          <CaptionWord
            word={word}
            page={page}
            look={look}
            fill={outline.colour}
            outline={outline}
            lettersOnly
          />
        </g>
      ))}
      {words.map((word) => (
        <g key={word.x + word.line} transform={popped(word)}>
          <CaptionWord
            word={word}
            page={page}
            look={look}
            fill={colourOf(word)}
            {...(word.index === state.active ? { outline } : {})}
          />
        </g>
      ))}
    </>
  )

  function colourOf(word: LaidWord) {
    if (word.emphasised && word.index <= state.active) return look.colours.emphasis
    return word.index === state.active ? look.colours.active : look.colours.base
  }
}

function popAround(
  word: LaidWord,
  line: { top: number; height: number } | undefined,
  scale: number,
) {
  if (!line || scale === 1) return undefined
  const x = round(word.x + word.width / 2)
  const y = round(line.top + line.height / 2)
  return `translate(${x} ${y}) scale(${scale}) translate(${-x} ${-y})`
}
