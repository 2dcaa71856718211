import { changes } from './changes.ts'
import { router } from './init.ts'
import { projects } from './projects.ts'
import { suggestions } from './suggestions.ts'
import { videos } from './videos.ts'

export const appRouter = router({
  changes,
  projects,
  suggestions,
  videos,
})

export type AppRouter = typeof appRouter
