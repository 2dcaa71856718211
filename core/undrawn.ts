import type { ClipProject } from './clip-project.ts'
import { AppError } from './errors.ts'

/**
 * What people decided about a clip that neither the preview nor the export shows yet, in their words.
 * Named where it is missing, so that nothing they chose is quietly left out.
 */
export const undrawn = ({ style }: Pick<ClipProject, 'style'>): string[] =>
  style.enabled && style.template !== null ? ['the caption template'] : []

/** Throws 'export.undrawn' where a film would lack what somebody put into the clip. */
export function requireDrawn(project: ClipProject): void {
  const missing = undrawn(project)
  if (missing.length > 0)
    throw new AppError('export.undrawn', {
      detail: `This clip has ${inWords(missing)}, which exports do not make yet. Take that out of the clip, then export again.`,
    })
}

/** A list as it is said: "music, the logo and transitions". */
export const inWords = (words: string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
