import clearLatin from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2?url'
import clearLatinExt from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2?url'
import clearRanges from '@fontsource/atkinson-hyperlegible-next/unicode.json'
import interCyrillic600 from '@fontsource/inter/files/inter-cyrillic-600-normal.woff2?url'
import interCyrillic700 from '@fontsource/inter/files/inter-cyrillic-700-normal.woff2?url'
import interGreek600 from '@fontsource/inter/files/inter-greek-600-normal.woff2?url'
import interGreek700 from '@fontsource/inter/files/inter-greek-700-normal.woff2?url'
import interGreek900 from '@fontsource/inter/files/inter-greek-900-normal.woff2?url'
import interLatin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2?url'
import interLatinExt600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2?url'
import interVietnamese600 from '@fontsource/inter/files/inter-vietnamese-600-normal.woff2?url'
import interVietnamese700 from '@fontsource/inter/files/inter-vietnamese-700-normal.woff2?url'
import interRanges from '@fontsource/inter/unicode.json'
import punchCyrillic from '@fontsource/montserrat/files/montserrat-cyrillic-900-normal.woff2?url'
import punchCyrillicExt from '@fontsource/montserrat/files/montserrat-cyrillic-ext-900-normal.woff2?url'
import punchLatin from '@fontsource/montserrat/files/montserrat-latin-900-normal.woff2?url'
import punchLatinExt from '@fontsource/montserrat/files/montserrat-latin-ext-900-normal.woff2?url'
import punchVietnamese from '@fontsource/montserrat/files/montserrat-vietnamese-900-normal.woff2?url'
import punchRanges from '@fontsource/montserrat/unicode.json'
import emoji from '@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2?url'
import stepsDevanagari from '@fontsource/poppins/files/poppins-devanagari-600-normal.woff2?url'
import punchDevanagari from '@fontsource/poppins/files/poppins-devanagari-900-normal.woff2?url'
import stepsLatin from '@fontsource/poppins/files/poppins-latin-600-normal.woff2?url'
import stepsLatinExt from '@fontsource/poppins/files/poppins-latin-ext-600-normal.woff2?url'
import stepsRanges from '@fontsource/poppins/unicode.json'
import type { CaptionLook } from '#core/caption-look.ts'
import { splitEmoji } from './text-runs.ts'

/** A style's font, or the one a clip's title is written in where there is no picture. */
export type FontName = CaptionLook['font'] | 'title'
type FaceFile = { url: string; range: string }

/**
 * The files of each style, one family a style. The families are our own, so that a font of the same
 * name on somebody's machine never takes their place, and each has one weight, so that no browser
 * thickens one by itself.
 */
const files: Record<FontName, FaceFile[]> = {
  punch: [
    { url: punchLatin, range: punchRanges.latin },
    { url: punchLatinExt, range: punchRanges['latin-ext'] },
    { url: punchCyrillic, range: punchRanges.cyrillic },
    { url: punchCyrillicExt, range: punchRanges['cyrillic-ext'] },
    { url: punchVietnamese, range: punchRanges.vietnamese },
    { url: interGreek900, range: interRanges.greek },
    { url: punchDevanagari, range: stepsRanges.devanagari },
  ],
  steps: [
    { url: stepsLatin, range: stepsRanges.latin },
    { url: stepsLatinExt, range: stepsRanges['latin-ext'] },
    { url: stepsDevanagari, range: stepsRanges.devanagari },
    { url: interCyrillic600, range: interRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: interVietnamese600, range: interRanges.vietnamese },
  ],
  clear: [
    { url: clearLatin, range: clearRanges.latin },
    { url: clearLatinExt, range: clearRanges['latin-ext'] },
    { url: interCyrillic700, range: interRanges.cyrillic },
    { url: interGreek700, range: interRanges.greek },
    { url: interVietnamese700, range: interRanges.vietnamese },
    { url: stepsDevanagari, range: stepsRanges.devanagari },
  ],
  title: [
    { url: interLatin600, range: interRanges.latin },
    { url: interLatinExt600, range: interRanges['latin-ext'] },
    { url: interCyrillic600, range: interRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: interVietnamese600, range: interRanges.vietnamese },
    { url: stepsDevanagari, range: stepsRanges.devanagari },
  ],
}

/** Scripts whose fonts come in many slices: their rules are fetched when such letters first appear. */
const sliced: { family: string; letters: RegExp; fetchRules: () => Promise<unknown> }[] = [
  {
    family: 'Noto Sans Arabic Variable',
    letters: /\p{Script=Arabic}/u,
    fetchRules: () => import('@fontsource-variable/noto-sans-arabic/wght.css'),
  },
  {
    family: 'Noto Sans Hebrew Variable',
    letters: /\p{Script=Hebrew}/u,
    fetchRules: () => import('@fontsource-variable/noto-sans-hebrew/wght.css'),
  },
  {
    family: 'Noto Sans JP Variable',
    letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    fetchRules: () => import('@fontsource-variable/noto-sans-jp/wght.css'),
  },
  {
    family: 'Noto Sans KR Variable',
    letters: /\p{Script=Hangul}/u,
    fetchRules: () => import('@fontsource-variable/noto-sans-kr/wght.css'),
  },
  {
    // Last: where kana or Hangul stand beside them, Han letters are drawn the way those readers know.
    family: 'Noto Sans SC Variable',
    letters: /\p{Script=Han}/u,
    fetchRules: () => import('@fontsource-variable/noto-sans-sc/wght.css'),
  },
]

/** The weight each style is drawn in. */
export const fontWeight: Record<FontName, number> = {
  punch: 900,
  steps: 600,
  clear: 700,
  title: 600,
}

const EMOJI = 'Cliproom Emoji'
const familyOf = (font: FontName) => `Cliproom ${font}`

/** Whole emoji come from our font; letters never do, although it has digits. */
export const fontFamily = (font: FontName, isEmoji: boolean) =>
  isEmoji
    ? `'${EMOJI}', sans-serif`
    : [familyOf(font), ...sliced.map(({ family }) => family)]
        .map((family) => `'${family}'`)
        .join(', ')
        .concat(', sans-serif')

const registered = new Set<string>()
const fetched = new Set<string>()

function register(family: string, faces: FaceFile[]) {
  if (registered.has(family)) return
  registered.add(family)
  for (const { url, range } of faces)
    document.fonts.add(
      // Any weight finds the one there is.
      new FontFace(family, `url(${JSON.stringify(url)})`, {
        unicodeRange: range,
        weight: '1 1000',
      }),
    )
}

function requests(font: FontName, letters: string) {
  register(familyOf(font), files[font])
  register(EMOJI, [{ url: emoji, range: 'U+0-10FFFF' }])
  const wanted = [{ css: `${fontWeight[font]} 100px ${fontFamily(font, false)}`, text: letters }]
  if (splitEmoji(letters).some((run) => run.emoji))
    wanted.push({ css: `100px '${EMOJI}'`, text: '😀' })
  return wanted
}

const rulesFor = (letters: string) => {
  const needed = sliced.filter((script) => script.letters.test(letters))
  // Kana and Hangul fonts have the Han letters of their languages.
  return needed.length > 1 ? needed.filter(({ family }) => !family.includes(' SC ')) : needed
}

/** Whether every file needed to write these letters is there. */
export const hasCaptionFonts = (font: FontName, letters: string): boolean =>
  typeof document !== 'undefined' &&
  rulesFor(letters).every(({ family }) => fetched.has(family)) &&
  requests(font, letters).every(({ css, text }) => document.fonts.check(css, text))

/** Fetches the files needed to write these letters, and no others. */
export async function loadCaptionFonts(font: FontName, letters: string): Promise<void> {
  await Promise.all(
    rulesFor(letters).map(async ({ family, fetchRules }) => {
      await fetchRules()
      fetched.add(family)
    }),
  )
  await Promise.all(requests(font, letters).map(({ css, text }) => document.fonts.load(css, text)))
}
