import { fontFamily, fontWeight } from '../caption-fonts.ts'
import type { LaidPage, LaidWord } from '../caption-layout.ts'
import { letterStyle } from '../measure-text.ts'
import type { ResolvedLook } from '../resolve-look.ts'

type CaptionWordProps = {
  word: LaidWord
  page: LaidPage
  look: Pick<ResolvedLook, 'font'>
  fill: string
  /** Outline that shows outside the letters, px; none by default. */
  outline?: { width: number; colour: string } | null
  /** Emoji have their own colours: a shadow leaves them out. */
  lettersOnly?: boolean
}

/** One word at its computed place. Emoji in it take neither outline nor colour. */
export function CaptionWord({
  word,
  page,
  look,
  fill,
  outline = null,
  lettersOnly = false,
}: CaptionWordProps) {
  const baseline = page.lines[word.line]?.baseline ?? 0
  return (
    <>
      {word.runs.map((run) =>
        run.emoji && lettersOnly ? null : (
          <text
            key={run.x}
            // The edge a word starts at is the right one in right-to-left scripts.
            x={round(page.rightToLeft ? run.x + run.width : run.x)}
            y={round(baseline)}
            fill={fill}
            {...(outline && !run.emoji
              ? {
                  stroke: outline.colour,
                  strokeWidth: round(outline.width * 2),
                  strokeLinejoin: 'round',
                  paintOrder: 'stroke',
                }
              : {})}
            direction={page.rightToLeft ? 'rtl' : 'ltr'}
            style={{
              ...letterStyle,
              fontFamily: fontFamily(look.font, run.emoji),
              fontWeight: fontWeight[look.font],
              fontSize: `${page.size}px`,
              letterSpacing: `${run.emoji ? 0 : page.tracking}px`,
              direction: page.rightToLeft ? 'rtl' : 'ltr',
              unicodeBidi: 'isolate',
            }}
          >
            {run.text}
          </text>
        ),
      )}
    </>
  )
}

/** Coordinates to a hundredth of a px: sub-px places stay, float noise goes. */
export const round = (n: number) => Math.round(n * 100) / 100
