import { z } from 'zod'
import {
  type CommentMarker,
  type MarkerFormat,
  markerFormats,
  writeMarkers,
} from '#core/comment-markers.ts'
import { commentPage } from '#core/comment-page.ts'
import { clipLength, cutList } from '#core/cut-list.ts'
import { ClipId } from '#core/ids.ts'
import { placeThreads } from '../editor/place-threads.ts'
import type { AppContext } from '../server/context.ts'
import type { CommandContext } from './command-context.ts'
import { listComments } from './comments.server.ts'
import { readStoredClip } from './read-clip.server.ts'

const formats = Object.keys(markerFormats) as [MarkerFormat, ...MarkerFormat[]]

/** Besides the markers that editing programs read, a page for people. */
export const ExportComments = z.object({ clipId: ClipId, format: z.enum([...formats, 'pdf']) })
export type ExportComments = z.infer<typeof ExportComments>

/**
 * What was said of a clip as a file for tables and editing programs, in the time of the clip as it is
 * now. Those whose words are cut out stand at that cut. Whoever sees the clip may have what they see.
 */
export async function exportComments(
  { db, user, printPage }: Pick<CommandContext, 'db' | 'user'> & Pick<AppContext, 'printPage'>,
  { clipId, format }: ExportComments,
): Promise<{ name: string; type: string; content: string | Uint8Array<ArrayBuffer> }> {
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
  const name = `${title} comments`
  if (format === 'pdf')
    return {
      ...{ name: `${name}.pdf`, type: 'application/pdf' },
      content: Uint8Array.from(await printPage(commentPage({ title }, markers))),
    }
  const { type, extension } = markerFormats[format]
  return {
    name: `${name}.${extension}`,
    type,
    content: writeMarkers(format, { title, shape, lengthMs: clipLength(cuts) }, markers),
  }
}
