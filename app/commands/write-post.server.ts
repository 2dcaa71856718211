import { z } from 'zod'
import { heardWords } from '#core/cut-list.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import type { WrittenPost } from '#core/post-text.ts'
import { joinWords } from '#core/script.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip } from '#db/clips.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { mayRead } from './may-read.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const WritePost = z.object({
  clipId: ClipId,
  /** What was written before for these very words, without asking the model. */
  keptOnly: z.boolean().default(false),
})
export type WritePost = z.infer<typeof WritePost>

/** Has the language model write what goes with a clip where it is posted; null: nothing is kept. */
export async function writePost(
  { db, user, engines }: Pick<CommandContext, 'db' | 'user'> & Pick<AppContext, 'engines'>,
  { clipId, keptOnly }: WritePost,
): Promise<WrittenPost | null> {
  const clip = await getClip(db, clipId, user.id)
  requireEditor(clip)
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const project = await readStoredClip(db, clipId)
  const said = joinWords(heardWords(project).map(({ text }) => text))
  if (said === '') throw new AppError('transcript.missing')
  const asked = { title: project.title, language: source.language ?? 'und', said }
  if (keptOnly) return engines.keptPost(asked)
  await mayRead({ db, engines }, clip.workspaceId, 'posts')
  return engines.writePost(asked)
}
