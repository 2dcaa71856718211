import { type SQL, sql } from 'drizzle-orm'
import type { ProjectId, UserId, WorkspaceId } from '#core/ids.ts'
import { median } from '#core/median.ts'
import { type Numbers, weekOf, weeksBetween } from '#core/numbers.ts'
import type { Db } from './client.ts'

export type NumbersOf = {
  workspaceId: WorkspaceId
  since: Date
  until: Date
  projectId?: ProjectId | undefined
  userId?: UserId | undefined
}

const rowsOf = async <T>(db: Db, statement: SQL): Promise<T[]> =>
  ((await db.execute(statement)) as unknown as { rows: T[] }).rows

const MOST_CLIPS = 50

/** What a workspace did since a day. What was deleted since then was still done, and counts. */
export async function numbersOf(db: Db, asked: NumbersOf): Promise<Numbers> {
  const { workspaceId, since, until, projectId, userId } = asked
  // Of the videos: somebody's own, or of one project.
  const videos = sql`from videos v join projects p on p.id = v.project_id
    where p.workspace_id = ${workspaceId}
    ${projectId ? sql`and p.id = ${projectId}` : sql``}
    ${userId ? sql`and v.user_id = ${userId}` : sql``}`
  const from = since.toISOString()
  const to = until.toISOString()
  const within = (column: SQL) =>
    sql`${column} >= ${from}::timestamptz and ${column} <= ${to}::timestamptz`

  const sources = await rowsOf<{ at: string; ms: number | null }>(
    db,
    sql`select v.created_at::text as at, v.duration_ms as ms ${videos}
      and ${within(sql`v.created_at`)} and v.metadata ->> 'sample' is null and v.duration_ms is not null`,
  )
  const suggested = await rowsOf<{ at: string; rank: number; accepted: boolean }>(
    db,
    sql`select s.created_at::text as at, s.rank,
        exists (select 1 from clips c where c.suggestion_id = s.id) as accepted
      from suggestions s where ${within(sql`s.created_at`)} and s.video_id in (select v.id ${videos})`,
  )
  const firsts = await rowsOf<{ ms: number }>(
    db,
    sql`select (extract(epoch from min(r.completed_at) - v.created_at) * 1000)::float8 as ms
      from renders r join clips c on c.id = r.clip_id join videos v on v.id = c.video_id
      where r.completed_at is not null and v.metadata ->> 'sample' is null
      and ${within(sql`v.created_at`)} and v.id in (select v.id ${videos})
      group by v.id, v.created_at order by 1`,
  )
  const renders = await rowsOf<{ status: Numbers['renders'][number]['status']; count: number }>(
    db,
    sql`select case when r.completed_at is not null then 'done'
          when j.status in ('pending', 'running') then 'underway'
          when j.status = 'cancelled' then 'stopped' else 'failed' end as status,
        count(*)::int as count
      from renders r join clips c on c.id = r.clip_id left join processing_jobs j on j.id = r.job_id
      where ${within(sql`r.created_at`)} and c.video_id in (select v.id ${videos}) group by 1`,
  )
  const failures = await rowsOf<{ message: string; count: number }>(
    db,
    sql`select coalesce(j.error_message, '') as message, count(*)::int as count
      from renders r join clips c on c.id = r.clip_id join processing_jobs j on j.id = r.job_id
      where j.status = 'failed' and r.completed_at is null and ${within(sql`r.created_at`)}
      and c.video_id in (select v.id ${videos}) group by 1 order by 2 desc limit 5`,
  )
  const clips = await rowsOf<{ title: string; views: number; downloads: number }>(
    db,
    sql`select * from (
        select c.name as title,
          (select count(*)::int from clip_downloads d
            where d.clip_id = c.id and ${within(sql`d.at`)}) as downloads,
          (select count(*)::int from review_views w
            join review_guests g on g.id = w.guest_id join review_links l on l.id = g.link_id
            where l.clip_id = c.id and ${within(sql`w.at`)}) as views
        from clips c where c.video_id in (select v.id ${videos})
      ) counted where views > 0 or downloads > 0 order by views desc, downloads desc limit ${MOST_CLIPS}`,
  )

  const byWeek = new Map<number, Numbers['weeks'][number]>()
  const begun = [...sources, ...suggested].map(({ at }) => new Date(at).getTime())
  const first = new Date(Math.min(until.getTime(), ...begun))
  for (const week of weeksBetween(first, until))
    byWeek.set(week.getTime(), { week, minutesIn: 0, made: 0, accepted: 0 })
  const weekAt = (at: string) => byWeek.get(weekOf(new Date(at)).getTime())
  for (const { at, ms } of sources) {
    const week = weekAt(at)
    if (week) week.minutesIn += (ms ?? 0) / 60_000
  }
  const ranks = new Map<number, Numbers['byRank'][number]>()
  for (const { at, rank, accepted } of suggested) {
    const week = weekAt(at)
    const place = ranks.get(rank) ?? { rank, made: 0, accepted: 0 }
    ranks.set(rank, place)
    for (const one of week ? [week, place] : [place]) {
      one.made++
      if (accepted) one.accepted++
    }
  }
  const toFirstExport = firsts.map(({ ms }) => Number(ms))
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  return {
    weeks: [...byWeek.values()],
    totals: {
      videos: sources.length,
      minutesIn: sum(sources.map(({ ms }) => ms ?? 0)) / 60_000,
      made: suggested.length,
      accepted: suggested.filter(({ accepted }) => accepted).length,
      toFirstExportMs: toFirstExport.length > 0 ? median(toFirstExport) : null,
      filesMade: renders.find(({ status }) => status === 'done')?.count ?? 0,
      views: sum(clips.map(({ views }) => views)),
      downloads: sum(clips.map(({ downloads }) => downloads)),
    },
    byRank: [...ranks.values()].sort((a, b) => a.rank - b.rank),
    toFirstExport,
    renders,
    failures,
    clips,
  }
}
