import { z } from 'zod'

const uuid = <B extends string>() => z.uuid().brand<B>()

export const UserId = uuid<'UserId'>()
export type UserId = z.infer<typeof UserId>
export const WorkspaceId = uuid<'WorkspaceId'>()
export type WorkspaceId = z.infer<typeof WorkspaceId>
export const ProjectId = uuid<'ProjectId'>()
export type ProjectId = z.infer<typeof ProjectId>
export const VideoId = uuid<'VideoId'>()
export type VideoId = z.infer<typeof VideoId>
export const TranscriptionId = uuid<'TranscriptionId'>()
export type TranscriptionId = z.infer<typeof TranscriptionId>
export const SuggestionId = uuid<'SuggestionId'>()
export type SuggestionId = z.infer<typeof SuggestionId>
export const ClipId = uuid<'ClipId'>()
export type ClipId = z.infer<typeof ClipId>
export const ClipVersionId = uuid<'ClipVersionId'>()
export type ClipVersionId = z.infer<typeof ClipVersionId>
export const CommentId = uuid<'CommentId'>()
export type CommentId = z.infer<typeof CommentId>
/** A version that was sent to be looked at, and who is asked about it. */
export const ReviewRoundId = uuid<'ReviewRoundId'>()
export type ReviewRoundId = z.infer<typeof ReviewRoundId>
export const VerdictId = uuid<'VerdictId'>()
export type VerdictId = z.infer<typeof VerdictId>
export const ReviewLinkId = uuid<'ReviewLinkId'>()
export type ReviewLinkId = z.infer<typeof ReviewLinkId>
/** Somebody without an account, on one link. */
export const GuestId = uuid<'GuestId'>()
export type GuestId = z.infer<typeof GuestId>
export const NotificationId = uuid<'NotificationId'>()
export type NotificationId = z.infer<typeof NotificationId>
export const RenderId = uuid<'RenderId'>()
export type RenderId = z.infer<typeof RenderId>
export const JobId = uuid<'JobId'>()
export type JobId = z.infer<typeof JobId>
export const TemplateId = uuid<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>
/** A caption style that somebody wrote. */
export const StyleId = uuid<'StyleId'>()
export type StyleId = z.infer<typeof StyleId>
export const ApiKeyId = uuid<'ApiKeyId'>()
export type ApiKeyId = z.infer<typeof ApiKeyId>
export const InvitationId = uuid<'InvitationId'>()
export type InvitationId = z.infer<typeof InvitationId>
export const WebhookId = uuid<'WebhookId'>()
export type WebhookId = z.infer<typeof WebhookId>
/** A file people brought to draw with or to hear: a logo, a picture, music, an intro. */
export const AssetId = uuid<'AssetId'>()
export type AssetId = z.infer<typeof AssetId>

/** A word's place in one version of a transcript: `w0`, `w1`, … in spoken order. */
export const WordId = z
  .string()
  .regex(/^w(0|[1-9]\d{0,6})$/)
  .brand<'WordId'>()
export type WordId = z.infer<typeof WordId>
/** Asked for every word of a talk: the schema is for what others say. */
export const wordId = (index: number) => `w${index}` as WordId

/** The name of a clip's live document. */
export const clipDocName = (id: ClipId) => `clip:${id}`

/** The name of a written style's live draft. */
export const styleDocName = (id: StyleId) => `style:${id}`
