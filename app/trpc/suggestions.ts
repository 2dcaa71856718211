import { DismissSuggestion, dismissSuggestion } from '../commands/dismiss-suggestion.server.ts'
import { SteerSuggestions, steerSuggestions } from '../commands/steer-suggestions.server.ts'
import { memberProcedure, router } from './init.ts'

export const suggestions = router({
  dismiss: memberProcedure
    .input(DismissSuggestion)
    .mutation(({ ctx, input }) => dismissSuggestion(ctx, input)),
  steer: memberProcedure
    .input(SteerSuggestions)
    .mutation(({ ctx, input }) => steerSuggestions(ctx, input)),
})
