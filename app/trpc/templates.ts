import {
  ApplyTemplate,
  ApplyTemplateToVideo,
  applyTemplate,
  applyTemplateToVideo,
  previewTemplate,
  TemplateOfClip,
  templateOfClip,
} from '../commands/apply-template.server.ts'
import {
  ChangeTemplate,
  changeTemplate,
  deleteTemplate,
  duplicateTemplate,
  ListTemplates,
  listTemplates,
  MakeTemplate,
  makeTemplate,
  OneTemplate,
  SaveTemplateVersion,
  saveTemplateVersion,
} from '../commands/templates.server.ts'
import { memberProcedure, router } from './init.ts'

export const templates = router({
  list: memberProcedure.input(ListTemplates).query(({ ctx, input }) => listTemplates(ctx, input)),
  ofClip: memberProcedure
    .input(TemplateOfClip)
    .query(({ ctx, input }) => templateOfClip(ctx, input)),
  /** The clip as it would be; nothing is written. */
  preview: memberProcedure
    .input(ApplyTemplate)
    .query(({ ctx, input }) => previewTemplate(ctx, input)),
  give: memberProcedure
    .input(ApplyTemplate)
    .mutation(({ ctx, input }) => applyTemplate(ctx, input)),
  giveToVideo: memberProcedure
    .input(ApplyTemplateToVideo)
    .mutation(({ ctx, input }) => applyTemplateToVideo(ctx, input)),
  make: memberProcedure.input(MakeTemplate).mutation(({ ctx, input }) => makeTemplate(ctx, input)),
  saveVersion: memberProcedure
    .input(SaveTemplateVersion)
    .mutation(({ ctx, input }) => saveTemplateVersion(ctx, input)),
  change: memberProcedure
    .input(ChangeTemplate)
    .mutation(({ ctx, input }) => changeTemplate(ctx, input)),
  duplicate: memberProcedure
    .input(OneTemplate)
    .mutation(({ ctx, input }) => duplicateTemplate(ctx, input)),
  remove: memberProcedure
    .input(OneTemplate)
    .mutation(({ ctx, input }) => deleteTemplate(ctx, input)),
})
