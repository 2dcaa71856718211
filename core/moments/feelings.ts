import { plainWord, stemOf } from './terms.ts'

/** How strongly a sentence feels, for better and for worse. */
export type Feeling = { strength: number; glad: number; sore: number }

const weigh = (weight: number, words: string) =>
  words.split(/\s+/).map((word) => [stemOf(word), weight] as const)

const glad = new Map<string, number>([
  ...weigh(
    2,
    'amazing incredible unbelievable fantastic wonderful beautiful brilliant love loved thrilled miracle magic magical breathtaking awesome joy celebrate triumph victory genius mind-blowing blessed',
  ),
  ...weigh(
    1,
    'excited exciting happy proud hope hopeful dream dreams inspire inspired inspiring grateful freedom win winning won courage brave best laugh laughed laughing funny hilarious fun smile smiled delight powerful passion passionate trust gift friend wow success alive glad favorite favourite perfect enjoy curious kind beauty believe heart applause',
  ),
])
const sore = new Map<string, number>([
  ...weigh(
    2,
    'terrible horrible awful hate hated disaster catastrophe nightmare kill killed death died dying dead murder war terrified devastated devastating tragedy tragic evil disgusting insane trauma suicide abuse cried crying heartbroken furious rage panic destroyed betrayed brutal torture prison hell',
  ),
  ...weigh(
    1,
    'afraid fear scared scary scare worried worry angry anger mad sad pain painful hurt hurting lose losing lost fail failed failure wrong mistake problem crisis danger dangerous risk risky threat attack attacked hack hacked stolen steal broken break broke stupid crazy dumb ridiculous nonsense shame ashamed guilty regret lonely alone struggle struggling suffer suffering stress stressed burned exhausted tired sick shock shocked shocking weird strange fight fighting fought enemy jail arrested illegal crime scam fraud lie lied worst ugly bad hard desperate hopeless quit fired cut bankrupt bullshit shit fuck damn',
  ),
])
const louder = new Set(
  'very so really never always absolutely completely totally extremely insanely literally everything nothing everybody nobody every ever forever whole only'.split(
    ' ',
  ),
)

/** Weighs a sentence's words. English only: elsewhere the sound has to tell. */
export function feelingOf(text: string): Feeling {
  let [up, down, loud] = [0, 0, 0]
  for (const raw of text.split(/\s+/)) {
    const word = plainWord(raw)
    const stem = stemOf(word)
    up += glad.get(stem) ?? 0
    down += sore.get(stem) ?? 0
    if (louder.has(word)) loud += 0.35
  }
  if (/!["'”’]?$/.test(text)) loud += 1
  return { strength: up + down + loud * (up + down > 0 ? 1 : 0.5), glad: up, sore: down }
}
