import { z } from 'zod'
import type { FlatClip } from '#collab/clip-doc/flat-clip.ts'
import { brandWearer } from '#core/brand-kit.ts'
import { clipDiff } from '#core/clip-diff.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import {
  type AssetId,
  ClipId,
  ClipVersionId,
  type GuestId,
  type ReviewLinkId,
  type UserId,
} from '#core/ids.ts'
import { overlayAssets } from '#core/overlay.ts'
import type { ApprovalState } from '#core/review.ts'
import { assetsForVideo } from '#db/assets.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { getVersion } from '#db/clip-versions.ts'
import { getClip } from '#db/clips.ts'
import { rendersOfClip } from '#db/renders.ts'
import { noteView, type OpenLink } from '#db/review-links.ts'
import { type GivenVerdict, type ReviewRound, roundOfVersion, roundsOf } from '#db/review-rounds.ts'
import { membersOf } from '#db/workspace-people.ts'
import { fingerprint } from '../editor/fingerprint.ts'
import { type ComparedWord, compareWords } from '../review/compare-words.ts'
import { approvalOf } from './approval.server.ts'
import type { CommandContext } from './command-context.ts'
import { type GuestContext, guestOf, guestOfLink } from './guest.server.ts'
import { readStoredClip } from './read-clip.server.ts'
import { currentFlat, readFlat, sourceOf } from './read-version.server.ts'
import { type RunningStyle, runStyle } from './written-styles.server.ts'

/** A version that was sent. */
export type SentVersion = { id: ClipVersionId; number: number; name: string; sentAt: Date }

/** Everything a review shows but the comments, which change oftener. */
export type Review = {
  clip: { id: ClipId; title: string }
  me: { id: UserId | GuestId; name: string; guest: boolean }
  may: {
    comment: boolean
    /** About the newest version that was sent. */
    decide: boolean
    resolve: boolean
    /** Open the clip in the editor. */
    edit: boolean
    /** Take away what others said. */
    manage: boolean
  }
  /** What is shown; null: the clip as it is now. */
  version: SentVersion | null
  /** What can be shown besides, newest first. */
  sent: SentVersion[]
  /** How the newest version that was sent stands. */
  approval: {
    version: SentVersion
    dueAt: Date | null
    sentBy: string | null
    verdicts: GivenVerdict[]
    state: ApprovalState
    /** The clip is not what this version is any more. */
    edited: boolean
  } | null
  /** What the version shown has that the one sent before it had not; null: it was the first. */
  changed: {
    from: number
    before: number
    after: number
    say: string[]
    cut: number
    /** Every word that is heard in one of the two. */
    words: ComparedWord[]
  } | null
  project: ClipProject
  video: {
    picture: { src: string; width: number; height: number } | null
    sound: { src: string } | null
  }
  /** Before and after an asset's id in the address of its file. */
  assets: [before: string, after: string]
  /** The finished file of this version, where there is one and it may be taken along. */
  download: string | null
  /** Whom a comment may name; nobody for guests. */
  members: { id: UserId; name: string }[]
}

const sentVersion = ({ version, createdAt }: ReviewRound): SentVersion => ({
  id: version.id,
  number: version.number,
  name: version.name,
  sentAt: createdAt,
})

export const OpenReview = z.object({
  clipId: ClipId,
  /** A version that was sent, or the clip as it is now; left out: the newest sent, else now. */
  version: z.union([ClipVersionId, z.literal('now')]).optional(),
})
export type OpenReview = z.infer<typeof OpenReview>

/** A clip to look at and talk about, for a member. */
export async function openReview(
  { db, user }: Pick<CommandContext, 'db' | 'user'>,
  { clipId, version: wanted }: OpenReview,
): Promise<Review> {
  const clip = await getClip(db, clipId, user.id)
  const shown = await whatIsShown(db, clipId, wanted)
  const { role } = clip
  const asked = shown.verdicts.some(({ by }) => by.id === user.id)
  return {
    ...shown.review,
    me: { id: user.id, name: user.fullName, guest: false },
    may: {
      comment: true,
      decide: asked,
      resolve: role !== 'reviewer',
      edit: role !== 'reviewer',
      manage: role === 'owner' || role === 'admin',
    },
    video: media(clip.video, (name) => `/media/videos/${clip.videoId}/${name}`),
    assets: ['/media/assets/', '/file'],
    download: null,
    members: (await membersOf(db, clip.workspaceId)).map(({ id, name }) => ({ id, name })),
  }
}

export const OpenAsGuest = z.object({ version: ClipVersionId.optional() })
export type OpenAsGuest = z.infer<typeof OpenAsGuest>

/**
 * The same for a guest: versions that were sent and nothing else of the clip. Words that are not in the
 * version do not leave.
 */
export async function openReviewAsGuest(
  context: GuestContext,
  token: string,
  { version: wanted }: OpenAsGuest,
): Promise<Review> {
  const { db } = context
  const { link, guest } = await guestOf(context, token)
  const shown = await whatIsShown(db, link.clipId, wanted)
  const { version, project } = shown.review
  if (!version) throw new Error('a link of a clip that was never sent')
  await noteView(db, guest.id, version.id)
  const file = (name: string) => `/media/review/${link.id}/${name}`
  return {
    ...shown.review,
    me: { id: guest.id, name: guest.name, guest: true },
    may: {
      comment: link.mayComment,
      decide: link.mayApprove,
      resolve: false,
      edit: false,
      manage: false,
    },
    project: onlyHeard(project),
    video: media(link.video, () => file('video')),
    assets: [file('asset-'), `?version=${version.id}`],
    download:
      link.mayDownload && (await fileOf(db, link.clipId, project))
        ? file(`clip.mp4?version=${version.id}&download=1`)
        : null,
    members: [],
  }
}

/** The finished file of a version by a link that lets it be taken along; null: there is none. */
export async function downloadOfLink(
  context: GuestContext,
  linkId: ReviewLinkId,
  versionId: ClipVersionId,
) {
  const { link, guest } = await guestOfLink(context, linkId)
  if (!link.mayDownload) return null
  await roundOfVersion(context.db, link.clipId, versionId)
  const render = await fileOf(
    context.db,
    link.clipId,
    await projectOf(context.db, link.clipId, versionId),
  )
  return render
    ? {
        ...{ id: render.id, title: link.title, shape: render.shape },
        exportOf: { clip: link.clipId, guest: guest.id },
      }
    : null
}

/** What lies on a version that was sent, for the guests of its link; null: nothing of this id does. */
export async function assetOfLink(
  context: GuestContext,
  linkId: ReviewLinkId,
  versionId: ClipVersionId,
  assetId: AssetId,
): Promise<{ id: AssetId; type: string; title: string } | null> {
  const { db } = context
  const { link } = await guestOfLink(context, linkId)
  await roundOfVersion(db, link.clipId, versionId)
  const project = await projectOf(db, link.clipId, versionId)
  if (!overlayAssets(project).includes(assetId)) return null
  const [asset] = await assetsForVideo(db, link.videoId, [assetId])
  return asset ? { id: asset.id, type: asset.type, title: link.title } : null
}

export const StyleOfLink = z.object({ version: ClipVersionId })

/** What draws the captions of a version that was sent, where somebody wrote its style. */
export async function styleOfLink(
  context: GuestContext & Pick<CommandContext, 'written'>,
  token: string,
  { version }: z.infer<typeof StyleOfLink>,
): Promise<RunningStyle> {
  const { db, written } = context
  const { link } = await guestOf(context, token)
  await roundOfVersion(db, link.clipId, version)
  const { template } = (await projectOf(db, link.clipId, version)).style
  if (!template) throw new AppError('style.not-found')
  return runStyle(db, written, link.videoId, template)
}

/** The video a link plays, for its guests alone. */
export async function videoOfLink(context: GuestContext, linkId: ReviewLinkId): Promise<OpenLink> {
  return (await guestOfLink(context, linkId)).link
}

async function whatIsShown(db: Db, clipId: ClipId, wanted: ClipVersionId | 'now' | undefined) {
  const rounds = await roundsOf(db, clipId)
  const newest = rounds[0]
  const round =
    wanted === 'now'
      ? null
      : wanted === undefined
        ? (newest ?? null)
        : await roundOfVersion(db, clipId, wanted)
  const project = round
    ? await projectOf(db, clipId, round.version.id)
    : await readStoredClip(db, clipId)
  const earlier = round ? rounds[rounds.findIndex(({ id }) => id === round.id) + 1] : newest
  const approval = newest ? await approvalOf(db, clipId) : null
  return {
    verdicts: approval?.verdicts ?? [],
    review: {
      clip: { id: clipId, title: project.title },
      version: round && sentVersion(round),
      sent: rounds.map(sentVersion),
      approval: approval && {
        version: sentVersion(approval.round),
        dueAt: approval.round.dueAt,
        sentBy: approval.round.sentBy?.name ?? null,
        verdicts: approval.verdicts,
        state: approval.state,
        edited: approval.editedSince > 0,
      },
      changed: earlier
        ? changes(earlier, await projectOf(db, clipId, earlier.version.id), project)
        : null,
      project,
    },
  }
}

function changes({ version }: ReviewRound, then: ClipProject, now: ClipProject): Review['changed'] {
  const { before, after, say, words } = clipDiff(then, now)
  const cut = words.gone.length
  return { from: version.number, before, after, say, cut, words: compareWords(then, now) }
}

async function projectOf(db: Db, clipId: ClipId, versionId: ClipVersionId): Promise<ClipProject> {
  const { decisions } = await getVersion(db, versionId)
  const project = readFlat(currentFlat(decisions as FlatClip), await sourceOf(db, clipId))
  // What the brand locks is not the version's to say.
  return brandWearer(await brandOfClip(db, clipId))(project)
}

/** The newest finished film that was made of exactly this. */
async function fileOf(db: Db, clipId: ClipId, project: ClipProject) {
  const wanted = fingerprint(project)
  const all = await rendersOfClip(db, clipId)
  return all.find(
    (render) =>
      render.status === 'done' &&
      render.hasVideo &&
      render.settings.format === 'mp4' &&
      fingerprint(render.project) === wanted,
  )
}

function media(
  { width, height, metadata }: OpenLink['video'],
  address: (name: string) => string,
): Review['video'] {
  const src = address(metadata.proxy ? 'proxy.mp4' : 'source')
  return (metadata.hasVideo ?? true)
    ? { picture: { src, width: width ?? 1920, height: height ?? 1080 }, sound: null }
    : { picture: null, sound: { src } }
}

/**
 * Captions turn their pages around cut words, so these stay in their places, as long and with the same
 * stops; what they say goes.
 */
const onlyHeard = (project: ClipProject): ClipProject => ({
  ...project,
  words: project.words.map((word) =>
    word.cut ? { ...word, text: word.text.replace(/[\p{L}\p{N}]/gu, 'x') } : word,
  ),
  issues: [],
})
