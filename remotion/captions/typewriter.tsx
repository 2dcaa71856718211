import { Boxes } from './boxes.tsx'
import type { CaptionPageProps } from './caption-page-props.ts'
import { Mark } from './mark.tsx'
import { baseOf } from './spoken-colour.ts'
import { Words } from './words.tsx'

/** The caret: width and height, em, and how far it stands from the last letter. */
const CARET = { width: 0.42, height: 0.9, gap: 0.08 }

/** Words are typed onto a sheet as they are said. */
export function Typewriter(props: CaptionPageProps) {
  const { page, state, look } = props
  const { colours, own } = look
  const typed = page.words.filter((word) => word.index <= state.active)
  const share = state.word.letters
  return (
    <>
      <Boxes page={page} look={look} />
      <Words
        {...props}
        page={{ ...page, words: typed }}
        paint={(word) => {
          const now = word.index === state.active
          return {
            fill: word.emphasised ? colours.emphasis : baseOf(word, look),
            underline:
              word.emphasised && (!now || share === 1)
                ? { height: 0.06, drop: 0.12, colour: colours.emphasis }
                : null,
            ...(now && { letters: share }),
          }
        }}
      />
      {own.caret && <Caret {...props} />}
    </>
  )
}

/** After the last letter that stands there, where reading ends. */
function Caret({ page, state, look }: CaptionPageProps) {
  const last = page.words.filter((word) => word.index === state.active).at(-1)
  if (!last) return null
  const share = Math.round(letterCount(last) * state.word.letters) / letterCount(last)
  const width = CARET.width * page.size
  const x = page.rightToLeft
    ? last.x + last.width * (1 - share) - CARET.gap * page.size - width
    : last.x + last.width * share + CARET.gap * page.size
  return (
    <Mark
      box={{
        x,
        y: last.baseline - 0.72 * page.size,
        width,
        height: CARET.height * page.size,
      }}
      radius={0}
      fill={look.colours.base}
    />
  )
}

const letterCount = (word: { runs: { text: string }[] }) =>
  [...word.runs.map((run) => run.text).join('')].length
