/** The part of bidi-js that is used here: the Unicode Bidirectional Algorithm. */
declare module 'bidi-js' {
  type EmbeddingLevels = {
    levels: Uint8Array
    paragraphs: { start: number; end: number; level: number }[]
  }
  type Bidi = {
    getEmbeddingLevels(text: string, base?: 'ltr' | 'rtl' | 'auto'): EmbeddingLevels
    /** Character indices in the order they are drawn, left to right. */
    getReorderedIndices(
      text: string,
      levels: EmbeddingLevels,
      start?: number,
      end?: number,
    ): number[]
  }
  export default function bidiFactory(): Bidi
}
