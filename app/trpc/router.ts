import { changes } from './changes.ts'
import { clips } from './clips.ts'
import { comments } from './comments.ts'
import { router } from './init.ts'
import { projects } from './projects.ts'
import { renders } from './renders.ts'
import { suggestions } from './suggestions.ts'
import { versions } from './versions.ts'
import { videos } from './videos.ts'

export const appRouter = router({
  changes,
  clips,
  comments,
  projects,
  renders,
  suggestions,
  versions,
  videos,
})

export type AppRouter = typeof appRouter
