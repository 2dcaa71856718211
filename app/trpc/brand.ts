import {
  BrandOfClip,
  ChangeBrand,
  changeBrand,
  readBrand,
  readBrandOfClip,
} from '../commands/brand.server.ts'
import { memberProcedure, router } from './init.ts'

export const brand = router({
  read: memberProcedure.query(({ ctx }) => readBrand(ctx)),
  ofClip: memberProcedure.input(BrandOfClip).query(async ({ ctx, input }) => {
    const { kit, locked, by } = await readBrandOfClip(ctx, input)
    return { kit, locked, by }
  }),
  change: memberProcedure.input(ChangeBrand).mutation(({ ctx, input }) => changeBrand(ctx, input)),
})
