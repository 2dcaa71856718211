import antonLatin400 from '@fontsource/anton/files/anton-latin-400-normal.woff2?url'
import antonLatinExt400 from '@fontsource/anton/files/anton-latin-ext-400-normal.woff2?url'
import antonVietnamese400 from '@fontsource/anton/files/anton-vietnamese-400-normal.woff2?url'
import antonRanges from '@fontsource/anton/unicode.json'
import archivoBlackLatin400 from '@fontsource/archivo-black/files/archivo-black-latin-400-normal.woff2?url'
import archivoBlackLatinExt400 from '@fontsource/archivo-black/files/archivo-black-latin-ext-400-normal.woff2?url'
import archivoBlackRanges from '@fontsource/archivo-black/unicode.json'
import atkinsonHyperlegibleNextLatin700 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-700-normal.woff2?url'
import atkinsonHyperlegibleNextLatinExt700 from '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-700-normal.woff2?url'
import atkinsonHyperlegibleNextRanges from '@fontsource/atkinson-hyperlegible-next/unicode.json'
import baloo2Devanagari500 from '@fontsource/baloo-2/files/baloo-2-devanagari-500-normal.woff2?url'
import baloo2Devanagari800 from '@fontsource/baloo-2/files/baloo-2-devanagari-800-normal.woff2?url'
import baloo2Vietnamese800 from '@fontsource/baloo-2/files/baloo-2-vietnamese-800-normal.woff2?url'
import baloo2Ranges from '@fontsource/baloo-2/unicode.json'
import barlowCondensedLatin700 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-700-normal.woff2?url'
import barlowCondensedLatinExt700 from '@fontsource/barlow-condensed/files/barlow-condensed-latin-ext-700-normal.woff2?url'
import barlowCondensedVietnamese700 from '@fontsource/barlow-condensed/files/barlow-condensed-vietnamese-700-normal.woff2?url'
import barlowCondensedRanges from '@fontsource/barlow-condensed/unicode.json'
import cairoArabic500 from '@fontsource/cairo/files/cairo-arabic-500-normal.woff2?url'
import cairoArabic800 from '@fontsource/cairo/files/cairo-arabic-800-normal.woff2?url'
import cairoRanges from '@fontsource/cairo/unicode.json'
import courierPrimeLatin700 from '@fontsource/courier-prime/files/courier-prime-latin-700-normal.woff2?url'
import courierPrimeLatinExt700 from '@fontsource/courier-prime/files/courier-prime-latin-ext-700-normal.woff2?url'
import courierPrimeRanges from '@fontsource/courier-prime/unicode.json'
import fredokaHebrew500 from '@fontsource/fredoka/files/fredoka-hebrew-500-normal.woff2?url'
import fredokaHebrew700 from '@fontsource/fredoka/files/fredoka-hebrew-700-normal.woff2?url'
import fredokaLatin700 from '@fontsource/fredoka/files/fredoka-latin-700-normal.woff2?url'
import fredokaLatinExt700 from '@fontsource/fredoka/files/fredoka-latin-ext-700-normal.woff2?url'
import fredokaRanges from '@fontsource/fredoka/unicode.json'
import interCyrillic600 from '@fontsource/inter/files/inter-cyrillic-600-normal.woff2?url'
import interCyrillic800 from '@fontsource/inter/files/inter-cyrillic-800-normal.woff2?url'
import interGreek600 from '@fontsource/inter/files/inter-greek-600-normal.woff2?url'
import interGreek800 from '@fontsource/inter/files/inter-greek-800-normal.woff2?url'
import interLatin600 from '@fontsource/inter/files/inter-latin-600-normal.woff2?url'
import interLatin800 from '@fontsource/inter/files/inter-latin-800-normal.woff2?url'
import interLatinExt600 from '@fontsource/inter/files/inter-latin-ext-600-normal.woff2?url'
import interLatinExt800 from '@fontsource/inter/files/inter-latin-ext-800-normal.woff2?url'
import interVietnamese600 from '@fontsource/inter/files/inter-vietnamese-600-normal.woff2?url'
import interVietnamese800 from '@fontsource/inter/files/inter-vietnamese-800-normal.woff2?url'
import interRanges from '@fontsource/inter/unicode.json'
import lalezarArabic400 from '@fontsource/lalezar/files/lalezar-arabic-400-normal.woff2?url'
import lalezarRanges from '@fontsource/lalezar/unicode.json'
import lilitaOneLatin400 from '@fontsource/lilita-one/files/lilita-one-latin-400-normal.woff2?url'
import lilitaOneLatinExt400 from '@fontsource/lilita-one/files/lilita-one-latin-ext-400-normal.woff2?url'
import lilitaOneRanges from '@fontsource/lilita-one/unicode.json'
import loraCyrillic600Italic from '@fontsource/lora/files/lora-cyrillic-600-italic.woff2?url'
import loraLatin600Italic from '@fontsource/lora/files/lora-latin-600-italic.woff2?url'
import loraLatinExt600Italic from '@fontsource/lora/files/lora-latin-ext-600-italic.woff2?url'
import loraVietnamese600Italic from '@fontsource/lora/files/lora-vietnamese-600-italic.woff2?url'
import loraRanges from '@fontsource/lora/unicode.json'
import luckiestGuyLatin400 from '@fontsource/luckiest-guy/files/luckiest-guy-latin-400-normal.woff2?url'
import luckiestGuyLatinExt400 from '@fontsource/luckiest-guy/files/luckiest-guy-latin-ext-400-normal.woff2?url'
import luckiestGuyRanges from '@fontsource/luckiest-guy/unicode.json'
import montserratCyrillic900 from '@fontsource/montserrat/files/montserrat-cyrillic-900-normal.woff2?url'
import montserratCyrillicExt900 from '@fontsource/montserrat/files/montserrat-cyrillic-ext-900-normal.woff2?url'
import montserratLatin900 from '@fontsource/montserrat/files/montserrat-latin-900-normal.woff2?url'
import montserratLatinExt900 from '@fontsource/montserrat/files/montserrat-latin-ext-900-normal.woff2?url'
import montserratVietnamese900 from '@fontsource/montserrat/files/montserrat-vietnamese-900-normal.woff2?url'
import montserratRanges from '@fontsource/montserrat/unicode.json'
import emojiFile from '@fontsource/noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2?url'
import notoNaskhArabicArabic600 from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-600-normal.woff2?url'
import notoNaskhArabicRanges from '@fontsource/noto-naskh-arabic/unicode.json'
import notoSansDevanagariDevanagari600 from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-600-normal.woff2?url'
import notoSansDevanagariDevanagari900 from '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-900-normal.woff2?url'
import notoSansDevanagariRanges from '@fontsource/noto-sans-devanagari/unicode.json'
import notoSerifDevanagariDevanagari600 from '@fontsource/noto-serif-devanagari/files/noto-serif-devanagari-devanagari-600-normal.woff2?url'
import notoSerifDevanagariRanges from '@fontsource/noto-serif-devanagari/unicode.json'
import playfairDisplayCyrillic600 from '@fontsource/playfair-display/files/playfair-display-cyrillic-600-normal.woff2?url'
import playfairDisplayLatin600 from '@fontsource/playfair-display/files/playfair-display-latin-600-normal.woff2?url'
import playfairDisplayLatinExt600 from '@fontsource/playfair-display/files/playfair-display-latin-ext-600-normal.woff2?url'
import playfairDisplayVietnamese600 from '@fontsource/playfair-display/files/playfair-display-vietnamese-600-normal.woff2?url'
import playfairDisplayRanges from '@fontsource/playfair-display/unicode.json'
import poppinsDevanagari600 from '@fontsource/poppins/files/poppins-devanagari-600-normal.woff2?url'
import poppinsDevanagari800 from '@fontsource/poppins/files/poppins-devanagari-800-normal.woff2?url'
import poppinsLatin600 from '@fontsource/poppins/files/poppins-latin-600-normal.woff2?url'
import poppinsLatin800 from '@fontsource/poppins/files/poppins-latin-800-normal.woff2?url'
import poppinsLatinExt600 from '@fontsource/poppins/files/poppins-latin-ext-600-normal.woff2?url'
import poppinsLatinExt800 from '@fontsource/poppins/files/poppins-latin-ext-800-normal.woff2?url'
import poppinsRanges from '@fontsource/poppins/unicode.json'
import russoOneCyrillic400 from '@fontsource/russo-one/files/russo-one-cyrillic-400-normal.woff2?url'
import russoOneLatin400 from '@fontsource/russo-one/files/russo-one-latin-400-normal.woff2?url'
import russoOneLatinExt400 from '@fontsource/russo-one/files/russo-one-latin-ext-400-normal.woff2?url'
import russoOneRanges from '@fontsource/russo-one/unicode.json'
import tiltNeonLatin400 from '@fontsource/tilt-neon/files/tilt-neon-latin-400-normal.woff2?url'
import tiltNeonLatinExt400 from '@fontsource/tilt-neon/files/tilt-neon-latin-ext-400-normal.woff2?url'
import tiltNeonVietnamese400 from '@fontsource/tilt-neon/files/tilt-neon-vietnamese-400-normal.woff2?url'
import tiltNeonRanges from '@fontsource/tilt-neon/unicode.json'
import notoSansArabicArabicWght from '@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2?url'
import notoSansArabicRanges from '@fontsource-variable/noto-sans-arabic/unicode.json'
import notoSansHebrewHebrewWght from '@fontsource-variable/noto-sans-hebrew/files/noto-sans-hebrew-hebrew-wght-normal.woff2?url'
import notoSansHebrewRanges from '@fontsource-variable/noto-sans-hebrew/unicode.json'
import type { CaptionFont, Voice } from '#core/caption-font.ts'

export type FaceFile = { url: string; range: string }

export const emojiFace: FaceFile = { url: emojiFile, range: 'U+0-10FFFF' }

/** Each font's own letters. */
export const ownFaces: Record<CaptionFont, FaceFile[]> = {
  montserrat: [
    { url: montserratLatin900, range: montserratRanges.latin },
    { url: montserratLatinExt900, range: montserratRanges['latin-ext'] },
    { url: montserratCyrillic900, range: montserratRanges.cyrillic },
    { url: montserratCyrillicExt900, range: montserratRanges['cyrillic-ext'] },
    { url: montserratVietnamese900, range: montserratRanges.vietnamese },
  ],
  poppins: [
    { url: poppinsLatin600, range: poppinsRanges.latin },
    { url: poppinsLatinExt600, range: poppinsRanges['latin-ext'] },
    { url: poppinsDevanagari600, range: poppinsRanges.devanagari },
  ],
  'poppins-bold': [
    { url: poppinsLatin800, range: poppinsRanges.latin },
    { url: poppinsLatinExt800, range: poppinsRanges['latin-ext'] },
    { url: poppinsDevanagari800, range: poppinsRanges.devanagari },
  ],
  inter: [
    { url: interLatin600, range: interRanges.latin },
    { url: interLatinExt600, range: interRanges['latin-ext'] },
    { url: interCyrillic600, range: interRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: interVietnamese600, range: interRanges.vietnamese },
  ],
  'inter-bold': [
    { url: interLatin800, range: interRanges.latin },
    { url: interLatinExt800, range: interRanges['latin-ext'] },
    { url: interCyrillic800, range: interRanges.cyrillic },
    { url: interGreek800, range: interRanges.greek },
    { url: interVietnamese800, range: interRanges.vietnamese },
  ],
  'luckiest-guy': [
    { url: luckiestGuyLatin400, range: luckiestGuyRanges.latin },
    { url: luckiestGuyLatinExt400, range: luckiestGuyRanges['latin-ext'] },
  ],
  playfair: [
    { url: playfairDisplayLatin600, range: playfairDisplayRanges.latin },
    { url: playfairDisplayLatinExt600, range: playfairDisplayRanges['latin-ext'] },
    { url: playfairDisplayCyrillic600, range: playfairDisplayRanges.cyrillic },
    { url: playfairDisplayVietnamese600, range: playfairDisplayRanges.vietnamese },
  ],
  'barlow-condensed': [
    { url: barlowCondensedLatin700, range: barlowCondensedRanges.latin },
    { url: barlowCondensedLatinExt700, range: barlowCondensedRanges['latin-ext'] },
    { url: barlowCondensedVietnamese700, range: barlowCondensedRanges.vietnamese },
  ],
  'russo-one': [
    { url: russoOneLatin400, range: russoOneRanges.latin },
    { url: russoOneLatinExt400, range: russoOneRanges['latin-ext'] },
    { url: russoOneCyrillic400, range: russoOneRanges.cyrillic },
  ],
  'lora-italic': [
    { url: loraLatin600Italic, range: loraRanges.latin },
    { url: loraLatinExt600Italic, range: loraRanges['latin-ext'] },
    { url: loraCyrillic600Italic, range: loraRanges.cyrillic },
    { url: loraVietnamese600Italic, range: loraRanges.vietnamese },
  ],
  atkinson: [
    { url: atkinsonHyperlegibleNextLatin700, range: atkinsonHyperlegibleNextRanges.latin },
    {
      url: atkinsonHyperlegibleNextLatinExt700,
      range: atkinsonHyperlegibleNextRanges['latin-ext'],
    },
  ],
  fredoka: [
    { url: fredokaLatin700, range: fredokaRanges.latin },
    { url: fredokaLatinExt700, range: fredokaRanges['latin-ext'] },
    { url: fredokaHebrew700, range: fredokaRanges.hebrew },
  ],
  anton: [
    { url: antonLatin400, range: antonRanges.latin },
    { url: antonLatinExt400, range: antonRanges['latin-ext'] },
    { url: antonVietnamese400, range: antonRanges.vietnamese },
  ],
  'courier-prime': [
    { url: courierPrimeLatin700, range: courierPrimeRanges.latin },
    { url: courierPrimeLatinExt700, range: courierPrimeRanges['latin-ext'] },
  ],
  'archivo-black': [
    { url: archivoBlackLatin400, range: archivoBlackRanges.latin },
    { url: archivoBlackLatinExt400, range: archivoBlackRanges['latin-ext'] },
  ],
  'tilt-neon': [
    { url: tiltNeonLatin400, range: tiltNeonRanges.latin },
    { url: tiltNeonLatinExt400, range: tiltNeonRanges['latin-ext'] },
    { url: tiltNeonVietnamese400, range: tiltNeonRanges.vietnamese },
  ],
  'lilita-one': [
    { url: lilitaOneLatin400, range: lilitaOneRanges.latin },
    { url: lilitaOneLatinExt400, range: lilitaOneRanges['latin-ext'] },
  ],
}

/** Letters of other scripts, in the voice of the font that lacks them. */
export const voiceFaces: Record<Voice, FaceFile[]> = {
  heavy: [
    { url: montserratCyrillic900, range: montserratRanges.cyrillic },
    { url: interGreek800, range: interRanges.greek },
    { url: montserratVietnamese900, range: montserratRanges.vietnamese },
    { url: notoSansArabicArabicWght, range: notoSansArabicRanges.arabic },
    { url: notoSansHebrewHebrewWght, range: notoSansHebrewRanges.hebrew },
    { url: notoSansDevanagariDevanagari900, range: notoSansDevanagariRanges.devanagari },
  ],
  text: [
    { url: interCyrillic600, range: interRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: interVietnamese600, range: interRanges.vietnamese },
    { url: notoSansArabicArabicWght, range: notoSansArabicRanges.arabic },
    { url: notoSansHebrewHebrewWght, range: notoSansHebrewRanges.hebrew },
    { url: notoSansDevanagariDevanagari600, range: notoSansDevanagariRanges.devanagari },
  ],
  display: [
    { url: russoOneCyrillic400, range: russoOneRanges.cyrillic },
    { url: interGreek800, range: interRanges.greek },
    { url: baloo2Vietnamese800, range: baloo2Ranges.vietnamese },
    { url: lalezarArabic400, range: lalezarRanges.arabic },
    { url: fredokaHebrew700, range: fredokaRanges.hebrew },
    { url: baloo2Devanagari800, range: baloo2Ranges.devanagari },
  ],
  round: [
    { url: montserratCyrillic900, range: montserratRanges.cyrillic },
    { url: interGreek800, range: interRanges.greek },
    { url: baloo2Vietnamese800, range: baloo2Ranges.vietnamese },
    { url: cairoArabic800, range: cairoRanges.arabic },
    { url: fredokaHebrew700, range: fredokaRanges.hebrew },
    { url: baloo2Devanagari800, range: baloo2Ranges.devanagari },
  ],
  tube: [
    { url: interCyrillic600, range: interRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: cairoArabic500, range: cairoRanges.arabic },
    { url: fredokaHebrew500, range: fredokaRanges.hebrew },
    { url: baloo2Devanagari500, range: baloo2Ranges.devanagari },
  ],
  serif: [
    { url: playfairDisplayCyrillic600, range: playfairDisplayRanges.cyrillic },
    { url: interGreek600, range: interRanges.greek },
    { url: playfairDisplayVietnamese600, range: playfairDisplayRanges.vietnamese },
    { url: notoNaskhArabicArabic600, range: notoNaskhArabicRanges.arabic },
    { url: notoSansHebrewHebrewWght, range: notoSansHebrewRanges.hebrew },
    { url: notoSerifDevanagariDevanagari600, range: notoSerifDevanagariRanges.devanagari },
  ],
}
