import { ListVersions, listVersions } from '../commands/list-versions.server.ts'
import {
  NameVersion,
  nameVersion,
  RenameVersion,
  renameVersion,
} from '../commands/name-version.server.ts'
import {
  CompareVersions,
  compareVersions,
  PreviewVersion,
  previewVersion,
} from '../commands/read-version.server.ts'
import { RestoreVersion, restoreVersion } from '../commands/restore-version.server.ts'
import { memberProcedure, router } from './init.ts'

export const versions = router({
  /** A clip's history, newest first. */
  list: memberProcedure.input(ListVersions).query(({ ctx, input }) => listVersions(ctx, input)),
  /** Keeps the clip as it is now under a name. */
  name: memberProcedure.input(NameVersion).mutation(({ ctx, input }) => nameVersion(ctx, input)),
  rename: memberProcedure
    .input(RenameVersion)
    .mutation(({ ctx, input }) => renameVersion(ctx, input)),
  /** The clip as it was then, to look at. */
  preview: memberProcedure
    .input(PreviewVersion)
    .query(({ ctx, input }) => previewVersion(ctx, input)),
  /** What lies between two versions, or a version and now. */
  compare: memberProcedure
    .input(CompareVersions)
    .query(({ ctx, input }) => compareVersions(ctx, input)),
  /** Brings the clip back to a version, as a new edit. */
  restore: memberProcedure
    .input(RestoreVersion)
    .mutation(({ ctx, input }) => restoreVersion(ctx, input)),
})
