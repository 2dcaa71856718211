import type { ClipId } from '#core/ids.ts'
import type { Language } from '#core/second-language.ts'
import type { Shape } from '#core/shape.ts'
import { type FileChoice, usualFile } from './export-file-fields.tsx'

/** What somebody chose to export. It outlives the sheet: what is under way is found there again. */
export type ExportChoice = {
  shapes: Shape[]
  /** Null: as it is spoken. */
  languages: (Language | null)[]
  file: FileChoice
  scope: 'clip' | 'video'
  /** Clips of the video that are left out. */
  without: ClipId[]
}

export const usualChoice = (shape: Shape): ExportChoice => ({
  ...{ shapes: [shape], languages: [null], file: usualFile },
  ...{ scope: 'clip', without: [] },
})
