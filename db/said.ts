import { and, asc, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { UserId } from '#core/ids.ts'
import type { Quote, SaidIn } from '#core/video.ts'
import type { Db } from './client.ts'
import { quoteWords } from './quote-words.ts'
import { transcriptions, transcriptSegments, transcriptWords } from './schema/transcripts.ts'
import { videos } from './schema/videos.ts'
import { projects, workspaceMembers } from './schema/workspaces.ts'
import { searchTerms, tsQuery } from './search-query.ts'
import type { VideoListing } from './videos.ts'

const QUOTES_A_VIDEO = 3

/**
 * Where words were said, in the newest transcript of every video `userId` may see there: the videos
 * with most places first, the first few places of each.
 */
export async function findSaid(
  db: Db,
  userId: UserId,
  listing: Pick<VideoListing, 'workspaceId' | 'projectId'> & { typed: string; limit: number },
): Promise<SaidIn[]> {
  const terms = searchTerms(listing.typed)
  if (terms.length === 0) return []
  const newest = db
    .selectDistinctOn([transcriptions.videoId], {
      id: transcriptions.id,
      videoId: transcriptions.videoId,
    })
    .from(transcriptions)
    .innerJoin(videos, and(eq(videos.id, transcriptions.videoId), isNull(videos.deletedAt)))
    .innerJoin(projects, and(eq(projects.id, videos.projectId), isNull(projects.deletedAt)))
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspaceId, projects.workspaceId),
        eq(workspaceMembers.userId, userId),
      ),
    )
    .where(
      and(
        eq(transcriptions.status, 'done'),
        eq(projects.workspaceId, listing.workspaceId),
        listing.projectId ? eq(projects.id, listing.projectId) : undefined,
      ),
    )
    .orderBy(transcriptions.videoId, sql`${transcriptions.version} desc`)
    .as('newest')
  const places = db
    .select({
      segmentId: transcriptSegments.id,
      videoId: newest.videoId,
      from: transcriptSegments.startMs,
      total: sql<number>`(count(*) over (partition by ${newest.videoId}))::int`.as('total'),
      place: sql<number>`(row_number() over (
        partition by ${newest.videoId} order by ${transcriptSegments.startMs}))::int`.as('place'),
    })
    .from(transcriptSegments)
    .innerJoin(newest, eq(newest.id, transcriptSegments.transcriptionId))
    .where(sql`${transcriptSegments.searchText} @@ ${tsQuery(terms)}`)
    .as('places')
  const found = await db
    .select({
      segmentId: places.segmentId,
      total: places.total,
      id: videos.id,
      title: videos.title,
      durationMs: videos.durationMs,
      metadata: videos.metadata,
      projectId: projects.id,
      projectName: projects.name,
    })
    .from(places)
    .innerJoin(videos, eq(videos.id, places.videoId))
    .innerJoin(projects, eq(projects.id, videos.projectId))
    .where(gte(sql`${QUOTES_A_VIDEO}::int`, places.place))
    .orderBy(sql`${places.total} desc`, videos.id, asc(places.from))
    .limit(listing.limit * QUOTES_A_VIDEO)

  const quotes = await quotesOf(
    db,
    found.map(({ segmentId }) => segmentId),
    terms,
  )
  const said = new Map<string, SaidIn>()
  for (const { segmentId, total, id, title, durationMs, metadata, ...row } of found) {
    const entry = said.get(id) ?? {
      video: {
        id,
        title,
        durationMs,
        hasPoster: metadata.poster !== undefined,
        project: { id: row.projectId, name: row.projectName },
      },
      quotes: [],
      total,
    }
    const quote = quotes.get(segmentId)
    if (quote) entry.quotes.push(quote)
    said.set(id, entry)
  }
  return [...said.values()].slice(0, listing.limit)
}

async function quotesOf(db: Db, ids: string[], terms: string[]): Promise<Map<string, Quote>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      segmentId: transcriptWords.segmentId,
      text: transcriptWords.word,
      from: transcriptWords.startMs,
    })
    .from(transcriptWords)
    .where(inArray(transcriptWords.segmentId, ids))
    .orderBy(asc(transcriptWords.segmentId), asc(transcriptWords.sequenceOrder))
  const bySegment = new Map<string, typeof rows>()
  for (const row of rows) {
    const words = bySegment.get(row.segmentId) ?? []
    words.push(row)
    bySegment.set(row.segmentId, words)
  }
  const quotes = new Map<string, Quote>()
  for (const [segmentId, words] of bySegment) {
    const quote = quoteWords(words, terms)
    if (quote) quotes.set(segmentId, quote)
  }
  return quotes
}
