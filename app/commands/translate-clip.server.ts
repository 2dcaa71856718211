import { z } from 'zod'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import { setSecondLines } from '#collab/clip-doc/second-verbs.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { Language, type SpokenLine, spokenLines, type Translated } from '#core/second-language.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip } from '#db/clips.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { mayRead } from './may-read.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const TranslateClip = z.object({ clipId: ClipId, language: Language })
export type TranslateClip = z.infer<typeof TranslateClip>

/**
 * Has the language model say in another language what a clip says, as a second line of captions with
 * the times of the first, in one step that whoever asked can undo. Lines that somebody wrote by hand
 * stay. The words themselves are not touched.
 */
export async function translateClip(
  {
    db,
    collab,
    user,
    engines,
  }: Pick<CommandContext, 'db' | 'collab' | 'user'> & Pick<AppContext, 'engines'>,
  { clipId, language }: TranslateClip,
): Promise<Omit<Translated, 'lines'> & { lines: SpokenLine[]; missing: number }> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  await mayRead({ db, engines }, clip.workspaceId, 'translation')
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  let said: SpokenLine[] = []
  await collab.edit(clipId, (doc) => {
    said = spokenLines(readClip(doc, source).words, source.language ?? 'und')
  })
  if (said.length === 0) throw new AppError('transcript.missing')
  const { lines, ...rest } = await engines.translate({
    from: source.language ?? 'und',
    to: language,
    lines: said.map(({ text }) => text),
  })
  const translated = said.flatMap((line, i): SpokenLine[] => {
    const text = lines[i]
    return text ? [{ ...line, text }] : []
  })
  await collab.edit(clipId, (doc) => {
    onBehalfOf(doc, user.id, 'translate', (origin) => {
      setSecondLines(doc, language, translated, origin)
    })
  })
  return { ...rest, lines: translated, missing: said.length - translated.length }
}
