/** Small words no text of the language does without, and that its neighbours lack. */
const COMMON: Record<string, string> = {
  en: 'the and of to that is it you we was this with have are not but they what there',
  de: 'der die das und ist nicht ich wir sie ein eine auch auf mit den es dass aber wie noch',
  fr: 'le la les et est pas je nous vous des une dans que qui sur avec pour ce mais cette',
  es: 'el los las y es no que en una por con para como pero esto más muy está lo yo',
  it: 'il gli che è non di una sono per con come ma questo anche più della nel mi ho si',
  pt: 'o os as e é não que em uma por com para como mas isso mais muito está eu você',
  nl: 'de het een en is niet dat van ik we ook maar met voor wat zijn aan er je dit',
  sv: 'och det att är inte jag som en på vi med för har om men den ett till var så',
  pl: 'i w nie to się na że jest do jak ale z co tak już czy tylko za od po',
}

const SCRIPTS: [string, RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['th', /\p{Script=Thai}/gu],
]

/** The language of a text, where it shows; `und` where it does not. */
export function guessLanguage(text: string): string {
  const sample = text.slice(0, 20_000).toLowerCase()
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  for (const [language, script] of SCRIPTS) {
    // Japanese is mostly Han; a tenth of kana is enough to tell.
    const share = (sample.match(script)?.length ?? 0) / Math.max(1, letters)
    if (share > (language === 'ja' ? 0.1 : 0.5)) return language
  }
  const words = sample.match(/\p{L}+/gu) ?? []
  const counts = Object.entries(COMMON).map(([language, common]) => {
    const set = new Set(common.split(' '))
    return { language, share: words.filter((word) => set.has(word)).length / words.length }
  })
  counts.sort((a, b) => b.share - a.share)
  const [best, next] = counts
  const clear = best && best.share > 0.08 && best.share > (next?.share ?? 0) * 1.3
  return words.length >= 5 && clear ? best.language : 'und'
}
