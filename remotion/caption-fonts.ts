import { type CaptionFont, captionFonts, type Voice, voiceWeight } from '#core/caption-font.ts'
import { emojiFace, type FaceFile, ownFaces, voiceFaces } from './font-files.ts'
import { splitEmoji, type TextRun } from './text-runs.ts'

/** Whose Han letters a clip is written in; null where it has none. */
export type Han = 'japanese' | 'korean' | 'chinese' | null

/** A font, and the hand its Han letters are drawn in. */
export type Typeface = { font: CaptionFont; han: Han }

/** Letters that are written in one typeface. */
export type Lettering = { typeface: Typeface; letters: string }

/** Where kana or Hangul stand beside them, Han letters are drawn the way those readers know. */
export function hanOf(letters: string): Han {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(letters)) return 'japanese'
  if (/\p{Script=Hangul}/u.test(letters)) return 'korean'
  return /\p{Script=Han}/u.test(letters) ? 'chinese' : null
}

/** Fonts in many slices: their rules are fetched when such letters first appear. */
type Sliced = { family: string; fetchRules: () => Promise<unknown> }

const sansJapanese: Sliced = {
  family: 'Noto Sans JP Variable',
  fetchRules: () => import('@fontsource-variable/noto-sans-jp/wght.css'),
}
const serifJapanese: Sliced = {
  family: 'Noto Serif JP Variable',
  fetchRules: () => import('@fontsource-variable/noto-serif-jp/wght.css'),
}
const roundJapanese: Sliced = {
  family: 'M PLUS Rounded 1c',
  fetchRules: () => import('@fontsource/m-plus-rounded-1c/800.css'),
}
const thinJapanese: Sliced = {
  family: 'M PLUS Rounded 1c',
  fetchRules: () => import('@fontsource/m-plus-rounded-1c/500.css'),
}
const korean: Sliced = {
  family: 'Noto Sans KR Variable',
  fetchRules: () => import('@fontsource-variable/noto-sans-kr/wght.css'),
}
const chinese: Sliced = {
  family: 'Noto Sans SC Variable',
  fetchRules: () => import('@fontsource-variable/noto-sans-sc/wght.css'),
}

/** The family that suits the voice goes before the plain one, which has every letter. */
const japanese: Record<Voice, Sliced[]> = {
  heavy: [sansJapanese],
  text: [sansJapanese],
  display: [roundJapanese, sansJapanese],
  round: [roundJapanese, sansJapanese],
  tube: [thinJapanese, sansJapanese],
  serif: [serifJapanese, sansJapanese],
}

function slicedFor({ font, han }: Typeface): Sliced[] {
  if (han === 'japanese') return japanese[captionFonts[font].voice]
  if (han === 'korean') return [korean]
  return han === 'chinese' ? [chinese] : []
}

/** What every letter of a font is drawn in: one weight, so that no browser thickens one by itself. */
export const fontWeight = (font: CaptionFont) => voiceWeight[captionFonts[font].voice]

const EMOJI = 'Cliproom Emoji'

/** Our own family names: a font of the same name on somebody's machine never takes their place. */
const familyOf = (font: CaptionFont) => `Cliproom ${font}`

/** Whole emoji come from our font; letters never do, although it has digits. */
export const fontFamily = (typeface: Typeface, { emoji }: Pick<TextRun, 'emoji'>) =>
  emoji
    ? `'${EMOJI}', sans-serif`
    : [familyOf(typeface.font), ...slicedFor(typeface).map(({ family }) => family)]
        .map((family) => `'${family}'`)
        .join(', ')
        .concat(', sans-serif')

const registered = new Set<string>()
const fetched = new Set<Sliced>()

function register(family: string, faces: FaceFile[]) {
  if (registered.has(family)) return
  registered.add(family)
  for (const { url, range } of faces)
    document.fonts.add(
      // Any weight finds the one there is; a variable font is drawn in the one asked for.
      new FontFace(family, `url(${JSON.stringify(url)})`, {
        unicodeRange: range,
        weight: '1 1000',
      }),
    )
}

function requests({ typeface, letters }: Lettering) {
  const { font } = typeface
  // Of two faces with one letter the later counts: a font's own letters go last.
  register(familyOf(font), [...voiceFaces[captionFonts[font].voice], ...ownFaces[font]])
  register(EMOJI, [emojiFace])
  const wanted = [
    { css: `${fontWeight(font)} 100px ${fontFamily(typeface, { emoji: false })}`, text: letters },
  ]
  if (splitEmoji(letters).some((run) => run.emoji))
    wanted.push({ css: `100px '${EMOJI}'`, text: '😀' })
  return wanted
}

/** Whether every file needed to write this is there. */
export const hasCaptionFonts = (lettering: Lettering[]): boolean =>
  typeof document !== 'undefined' &&
  lettering.every(
    (one) =>
      slicedFor(one.typeface).every((sliced) => fetched.has(sliced)) &&
      requests(one).every(({ css, text }) => document.fonts.check(css, text)),
  )

/** Fetches the files needed to write this, and no others. */
export async function loadCaptionFonts(lettering: Lettering[]): Promise<void> {
  await Promise.all(
    lettering
      .flatMap((one) => slicedFor(one.typeface))
      .map(async (sliced) => {
        await sliced.fetchRules()
        fetched.add(sliced)
      }),
  )
  await Promise.all(
    lettering.flatMap(requests).map(({ css, text }) => document.fonts.load(css, text)),
  )
}
