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

/** A font's file for a page that cannot fetch one. */
export type FontFile = { family: string; weight: string; range: string; file: ArrayBuffer }

/**
 * The files needed to write this, fetched anew, but for those named in `but`, which it adds to. Their
 * rules must be there: loadCaptionFonts first.
 */
export async function fontFiles(lettering: Lettering[], but: Set<string>): Promise<FontFile[]> {
  const faces = lettering.flatMap(({ typeface, letters }) => {
    const { font } = typeface
    const voice = [...voiceFaces[captionFonts[font].voice], ...ownFaces[font]].map((face) => ({
      ...{ family: familyOf(font), weight: '1 1000', range: face.range, url: face.url },
    }))
    const emoji = splitEmoji(letters).some((run) => run.emoji)
      ? [{ family: EMOJI, weight: '1 1000', range: emojiFace.range, url: emojiFace.url }]
      : []
    return [...voice, ...emoji, ...slicedFor(typeface).flatMap(rulesOf)].filter(
      ({ family, range }) => family === EMOJI || holds(range, letters),
    )
  })
  const wanted = faces.filter(({ family, url }) => {
    const name = `${family} ${url}`
    const fresh = !but.has(name)
    but.add(name)
    return fresh
  })
  return Promise.all(
    wanted.map(async ({ url, ...face }) => ({
      ...face,
      file: await (await fetch(url)).arrayBuffer(),
    })),
  )
}

/** What a sliced font's rules say, once they have come. */
function rulesOf({ family }: Sliced) {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => {
      if (!(rule instanceof CSSFontFaceRule)) return []
      const { style } = rule
      const named = style.getPropertyValue('font-family').replace(/["']/g, '')
      const [, src] = /url\(["']?(.*?)["']?\)/.exec(style.getPropertyValue('src')) ?? []
      if (named !== family || !src) return []
      return {
        family,
        weight: style.getPropertyValue('font-weight') || '400',
        range: style.getPropertyValue('unicode-range') || 'U+0-10FFFF',
        url: new URL(src, sheet.href ?? document.baseURI).href,
      }
    }),
  )
}

/** Whether one of the letters is in a range as CSS writes it. */
const holds = (range: string, letters: string): boolean => firstIn(range, [...letters]) !== null

/** The first of some letters that is in a range as CSS writes it. */
function firstIn(range: string, letters: string[]): string | null {
  const spans = range.split(',').map((span) => {
    const [from = '', to = from] = span.trim().replace(/^U\+/i, '').split('-')
    return [from.replaceAll('?', '0'), to.replaceAll('?', 'F')].map((hex) =>
      Number.parseInt(hex, 16),
    )
  })
  const found = letters.find((letter) => {
    const code = letter.codePointAt(0) ?? 0
    return spans.some(([from = 0, to = 0]) => code >= from && code <= to)
  })
  return found ?? null
}

/** Letters that leave no trace, whatever their font. */
const UNSEEN = /[\u115f\u1160\u2800\u3164\uffa0]/

/** A letter that shows whether a font's file is there; null where none is written that would be seen. */
export function tellingLetter({ family, range }: FontFile, lettering: Lettering[]): string | null {
  if (family === EMOJI) return '😀'
  const letters = lettering.flatMap((one) => [...one.letters])
  return firstIn(
    range,
    letters.filter((letter) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(letter) && !UNSEEN.test(letter)),
  )
}

/** What was found to be there, which each frame asks again; a font does not leave a page. */
const there = new WeakSet<Lettering>()

/** Whether every file needed to write this is there. */
export const hasCaptionFonts = (lettering: Lettering[]): boolean =>
  typeof document !== 'undefined' &&
  lettering.every((one) => {
    if (there.has(one)) return true
    const has =
      slicedFor(one.typeface).every((sliced) => fetched.has(sliced)) &&
      requests(one).every(({ css, text }) => document.fonts.check(css, text))
    if (has) there.add(one)
    return has
  })

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
