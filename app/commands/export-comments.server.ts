import { z } from 'zod'
import {
  type CommentMarker,
  type MarkerFormat,
  markerFormats,
  writeMarkers,
} from '#core/comment-markers.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import { ClipId } from '#core/ids.ts'
import { placeThreads } from '../editor/place-threads.ts'
import type { CommandContext } from './command-context.ts'
import { listComments } from './comments.server.ts'
import { readStoredClip } from './read-clip.server.ts'

const formats = Object.keys(markerFormats) as [MarkerFormat, ...MarkerFormat[]]

export const ExportComments = z.object({ clipId: ClipId, format: z.enum(formats) })
export type ExportComments = z.infer<typeof ExportComments>

/**
 * What was said of a clip as a file for tables and editing programs, in the time of the clip as it is
 * now. Those whose words are cut out stand at that cut. Whoever sees the clip may have what they see.
 */
export async function exportComments(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { clipId, format }: ExportComments,
): Promise<{ name: string; type: string; text: string }> {
  const comments = await listComments({ db, user }, { clipId })
  const project = await readStoredClip(db, clipId)
  const cuts = cutList(project)
  const nameOf = (comment: (typeof comments)[number]) => comment.by?.name ?? 'Somebody who left'
  const markers = placeThreads(comments, { cuts, project }).map(
    ({ comment, answers, from, to }): CommentMarker => ({
      from,
      to,
      author: nameOf(comment),
      body: comment.body,
      quote: comment.quote,
      resolved: comment.resolved !== null,
      internal: comment.internal,
      answers: answers.map((answer) => ({ author: nameOf(answer), body: answer.body })),
    }),
  )
  const { title, shape } = project
  const { type, extension } = markerFormats[format]
  return {
    name: `${title} comments.${extension}`,
    type,
    text: writeMarkers(format, { title, shape, lengthMs: clipLength(cuts) }, markers),
  }
}
