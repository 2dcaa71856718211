import { assets } from './assets.ts'
import { brand } from './brand.ts'
import { changes } from './changes.ts'
import { clips } from './clips.ts'
import { comments } from './comments.ts'
import { router } from './init.ts'
import { notifications } from './notifications.ts'
import { plan } from './plan.ts'
import { projects } from './projects.ts'
import { renders } from './renders.ts'
import { review } from './review.ts'
import { styles } from './styles.ts'
import { suggestions } from './suggestions.ts'
import { templates } from './templates.ts'
import { versions } from './versions.ts'
import { videos } from './videos.ts'

export const appRouter = router({
  assets,
  brand,
  changes,
  clips,
  comments,
  notifications,
  plan,
  projects,
  renders,
  review,
  styles,
  suggestions,
  templates,
  versions,
  videos,
})

export type AppRouter = typeof appRouter
