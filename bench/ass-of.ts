import { captionPages } from '#core/caption-pages.ts'
import type { ClipProject } from '#core/clip-project.ts'

/** The clip's captions as libass would be given them: a line for each word that lights up. */
export function assOf(project: ClipProject): string {
  const events = captionPages(project).flatMap((page) =>
    page.words.map((word, i) => {
      const to = page.words[i + 1]?.from ?? page.to
      const text = page.words
        .map(({ text }, j) => (i === j ? `{\\c&H1AE1FF&\\fscx105\\fscy105}${text}{\\r}` : text))
        .join(' ')
        .toUpperCase()
      return `Dialogue: 0,${stamp(word.from)},${stamp(to)},Punch,,0,0,0,,${text}`
    }),
  )
  return `[Script Info]
ScriptType: v4.00+
PlayResX: 1080
PlayResY: 1920
WrapStyle: 0

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Punch,DejaVu Sans,97,&H00FFFFFF,&H00FFFFFF,&H00000000,&H73000000,-1,0,0,0,100,100,0,0,1,8,7,2,120,120,682,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${events.join('\n')}
`
}

function stamp(at: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `0:${two(at / 60_000)}:${two((at / 1000) % 60)}.${two((at % 1000) / 10)}`
}
