import type { ProjectId, UserId } from '#core/ids.ts'
import type { VideoCard, VideoFilter } from '#core/video.ts'
import type { ProjectCard } from '#db/projects.ts'
import type { VideoCounts, VideoCursor } from '#db/videos.ts'
import type { MachineFact } from '../server/machine-facts.ts'

export const PAGE_SIZE = 40

/** What is asked of the library: part of the address, so that it can be kept and sent. */
export type Asked = { filter: VideoFilter; typed: string }

/** What the library needs to appear. */
export type LibraryData = {
  user: { id: UserId; fullName: string; avatarUrl: string | null }
  workspaceName: string
  /** False for reviewers: what changes things is not shown. */
  mayChange: boolean
  projects: ProjectCard[]
  /** Null: the whole library. */
  project: { id: ProjectId; name: string } | null
  asked: Asked
  page: { videos: VideoCard[]; next: VideoCursor | null }
  counts: VideoCounts
  /** Where uploads go: this project, or the one last used; null where there is none yet. */
  uploadsTo: { id: ProjectId; name: string } | null
  /** Videos in the whole library, whatever is asked. */
  total: number
  /** Shown while the library holds nothing of one's own. */
  machine: MachineFact[] | null
}
