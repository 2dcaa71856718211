import type { AppContext, CurrentUser } from '../server/context.ts'

/** What a command works with: the world it changes, and who asks. */
export type CommandContext = Pick<
  AppContext,
  'db' | 'queue' | 'storage' | 'collab' | 'decodeAsset' | 'written'
> & {
  user: CurrentUser
}
