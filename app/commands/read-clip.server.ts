import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { linesIn, secondLanguages } from '#collab/clip-doc/second-verbs.ts'
import { brandWearer } from '#core/brand-kit.ts'
import { captionsInLanguage } from '#core/captions-in-language.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId } from '#core/ids.ts'
import type { Language } from '#core/second-language.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import { readClipUpdates } from '#db/clip-updates.ts'

/**
 * The clip as its durable log has it, every acknowledged edit in it, wearing what its workspace's brand
 * locks. Access is the caller's.
 */
export async function readStoredClip(db: Db, id: ClipId): Promise<ClipProject> {
  return (await readClipLanguages(db, id)).project
}

/** The same, and how it reads with its captions in each language that it was translated to. */
export async function readClipLanguages(
  db: Db,
  id: ClipId,
): Promise<{
  project: ClipProject
  languages: Language[]
  /** `translation.missing` where it was never translated to that; `null`: as it is spoken. */
  inLanguage(language: Language | null): ClipProject
}> {
  const source = await clipSource(db, id)
  if (!source) throw new AppError('clip.not-found')
  const [updates, brand] = await Promise.all([readClipUpdates(db, id), brandOfClip(db, id)])
  const doc = loadClip(updates)
  const project = brandWearer(brand)(readClip(doc, source))
  return {
    project,
    languages: secondLanguages(doc),
    inLanguage(language) {
      if (language === null) return project
      const lines = linesIn(doc, language)
      if (lines.length === 0) throw new AppError('translation.missing')
      return captionsInLanguage(project, language, lines)
    },
  }
}
