import { changes } from './changes.ts'
import { router } from './init.ts'

export const appRouter = router({
  changes,
})

export type AppRouter = typeof appRouter
