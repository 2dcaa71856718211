/** What was done to the words of a transcript, as its history tells it. */
export const editKinds = [
  'text',
  'speaker',
  'split',
  'merge',
  'times',
  'confirm',
  'everywhere',
] as const
export type TranscriptEditKind = (typeof editKinds)[number]
