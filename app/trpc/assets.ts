import {
  ListAssets,
  listAssets,
  OneAsset,
  removeAsset,
  restoreAsset,
} from '../commands/assets.server.ts'
import { memberProcedure, router } from './init.ts'

export const assets = router({
  /** The pictures or sounds that may be put on a clip. */
  list: memberProcedure.input(ListAssets).query(({ ctx, input }) => listAssets(ctx, input)),
  remove: memberProcedure.input(OneAsset).mutation(({ ctx, input }) => removeAsset(ctx, input)),
  restore: memberProcedure.input(OneAsset).mutation(({ ctx, input }) => restoreAsset(ctx, input)),
})
