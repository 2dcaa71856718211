import { z } from 'zod'
import { translateDoc } from '#collab/clip-doc/translate-doc.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { Language } from '#core/second-language.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip } from '#db/clips.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { mayRead } from './may-read.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const TranslateClip = z.object({ clipId: ClipId, language: Language })
export type TranslateClip = z.infer<typeof TranslateClip>

/** Has the language model say in another language what a clip says, for whoever asks to undo. */
export async function translateClip(
  {
    db,
    collab,
    user,
    engines,
  }: Pick<CommandContext, 'db' | 'collab' | 'user'> & Pick<AppContext, 'engines'>,
  { clipId, language }: TranslateClip,
): ReturnType<typeof translateDoc> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  await mayRead({ db, engines }, clip.workspaceId, 'translation')
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const edit = (verbs: Parameters<typeof collab.edit>[1]) => collab.edit(clipId, verbs)
  return translateDoc(edit, { source, language, userId: user.id }, engines.translate)
}
