import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { editStored } from '#collab/clip-doc/edit-stored.fixtures.ts'
import type { ApiScope } from '#core/api-scope.ts'
import { pngHeader } from '#core/asset-header.fixtures.ts'
import type { SpeechFacts } from '#core/engine-facts.ts'
import { AppError } from '#core/errors.ts'
import { plainExport } from '#core/export-settings.ts'
import { JobId, type UserId, VideoId, type WorkspaceId, wordId } from '#core/ids.ts'
import type { TranslationAsked } from '#core/second-language.ts'
import { ms } from '#core/time.ts'
import { saveAnalysis } from '#db/analysis.ts'
import { segmentsOf } from '#db/api-transcripts.ts'
import { codeOf, makePerson, makeStudio } from '#db/clips.fixtures.ts'
import { failJob } from '#db/jobs.ts'
import { saveSubscription } from '#db/plans.ts'
import { transcriptions } from '#db/schema/transcripts.ts'
import { videos } from '#db/schema/videos.ts'
import { folderStorage } from '#db/storage.ts'
import { freshDatabase } from '#db/test-database.ts'
import { ingestVideo } from '#pipeline/jobs/ingest-video.ts'
import { openQueue } from '#pipeline/queue.ts'
import { createAuth } from '../server/auth.ts'
import { readConfig } from '../server/config.ts'
import { serverKeys } from '../server/server-keys.ts'
import { listApiKeys, makeApiKey, revokeApiKey } from './api-keys.server.ts'
import { applyTemplate, applyTemplateToVideo } from './apply-template.server.ts'
import { addAsset, removeAsset, restoreAsset } from './assets.server.ts'
import { requestExports } from './batch-exports.server.ts'
import { openPortal, startCheckout } from './billing.server.ts'
import { changeBrand } from './brand.server.ts'
import { cancelRender } from './cancel-render.server.ts'
import { cancelUpload } from './cancel-upload.server.ts'
import { composeClip } from './compose-clip.server.ts'
import { CreateClip, createClip } from './create-clip.server.ts'
import { createProject } from './create-project.server.ts'
import { deleteClip } from './delete-clip.server.ts'
import { startDirectUpload } from './direct-upload.server.ts'
import { dismissSuggestion } from './dismiss-suggestion.server.ts'
import { duplicateClip } from './duplicate-clip.server.ts'
import { editClip } from './edit-clip.server.ts'
import { editSegment } from './edit-segment.server.ts'
import { confirmTranscript, retimeTranscript, rewriteWords } from './edit-words.server.ts'
import { setCustomWords, setEngineChoice, testEngine } from './engines.server.ts'
import { fixEverywhere } from './fix-everywhere.server.ts'
import { frameClipByFaces } from './frame-by-faces.server.ts'
import { importTranscript } from './import-transcript.server.ts'
import { importVideo } from './import-video.server.ts'
import { makePoster } from './make-poster.server.ts'
import { markWords } from './mark-words.server.ts'
import { moveVideo } from './move-video.server.ts'
import { nameVersion, renameVersion } from './name-version.server.ts'
import {
  changeRole,
  handOver,
  invitePeople,
  removePerson,
  renameWorkspace,
  resendInvitation,
  withdrawInvitation,
} from './people.server.ts'
import { removeProject, restoreProject } from './remove-project.server.ts'
import { removeVideo, restoreVideo } from './remove-video.server.ts'
import { renameClip } from './rename-clip.server.ts'
import { renameProject } from './rename-project.server.ts'
import { renameSpeaker } from './rename-speaker.server.ts'
import { renameVideo } from './rename-video.server.ts'
import { requestRender } from './request-render.server.ts'
import { restoreVersion } from './restore-version.server.ts'
import { retryVideo } from './retry-video.server.ts'
import {
  listReviewLinks,
  listReviewViews,
  makeReviewLink,
  revokeReviewLink,
} from './review-links.server.ts'
import { setReviewRule } from './review-rule.server.ts'
import { sendForReview } from './send-for-review.server.ts'
import { pinStyle, setStyle } from './set-style.server.ts'
import { startAnalysis } from './start-analysis.server.ts'
import { startTranscription } from './start-transcription.server.ts'
import { startUpload } from './start-upload.server.ts'
import { steerSuggestions } from './steer-suggestions.server.ts'
import { stopJob } from './stop-job.server.ts'
import { makeTemplate } from './templates.server.ts'
import { TightenClip, tightenClipNow } from './tighten-clip.server.ts'
import { translateClip } from './translate-clip.server.ts'
import { translateClips } from './translate-clips.server.ts'
import { undoWords } from './undo-words.server.ts'
import {
  changeWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  type MakeWebhook,
  makeWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
} from './webhooks.server.ts'
import { writePost } from './write-post.server.ts'
import {
  deleteStyle,
  makeStyle,
  publishStyle,
  renameWrittenStyle,
} from './written-styles.server.ts'

async function house() {
  const root = await mkdtemp(join(tmpdir(), 'cliproom-roles-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const database = await freshDatabase()
  const { db } = database
  const queue = await openQueue(database, { info() {}, warn() {}, error() {} })
  onTestFinished(() => queue.close())
  const place = await makeStudio(db)
  await db.update(videos).set({
    metadata: { proxy: 'p', speech: 's', hasVideo: true },
  })
  const admin = await makePerson(db, 'Ada Quill', place.workspaceId, 'admin')
  const storage = {
    ...folderStorage(root),
    direct: {
      start: async () => 'u',
      addresses: async () => [],
      parts: async () => [],
      finish: async () => {},
      abort: async () => {},
    },
  }
  await writeFile(await storage.place('x'), '')
  const world = {
    db,
    queue,
    billing: {
      prices: { pro: 'p', enterprise: 'e' },
      allowances: { free: null, pro: null, enterprise: null },
      stripe: {
        checkout: { sessions: { create: async () => ({ url: 'https://pay.example' }) } },
        billingPortal: { sessions: { create: async () => ({ url: 'https://pay.example' }) } },
      },
    },
    storage,
    decodeAsset: async () => null,
    auth: createAuth(db, { secureCookies: false }),
    keys: serverKeys(new Uint8Array(32)),
    collab: { disconnect() {}, edit: editStored(db), settleVersions: async () => {} },
    mail: { send() {}, deliver: async () => {}, outbox: null, settled: async () => {} },
    siteUrl: () => 'http://clips.example',
    config: readConfig({ TRANSCRIBE_BASE_URL: 'http://speech.example' }),
    written: {
      compile: async () => ({ ok: true as const, style: { code: '', lines: [] } }),
      check: async () => ({
        facts: { fields: [], layout: {}, reach: 1, refused: [] },
        states: 1,
        frames: 1,
      }),
      frameScript: async () => '',
    },
    engines: {
      speech: [{ name: 'server', leaves: true } as SpeechFacts],
      language: { model: 'm', host: 'llm.example', leaves: true, budgetTokens: 1 },
      testSpeech: async () => ({ ok: true, say: '', sample: null, ms: 1 }),
      testLanguage: async () => ({ ok: true, say: '', sample: null, ms: 1 }),
      writePost: async () => ({ post: { hooks: [], platforms: {} }, model: 'm', usage: null }),
      keptPost: async () => null,
      translate: async ({ lines }: TranslationAsked) => ({ lines, model: 'm', usage: null }),
    },
    log: { error() {} } as never,
    ip: '10.0.0.1',
    sessionId: null,
  }
  const as = (id: UserId, workspaceId: WorkspaceId = place.workspaceId) => ({
    ...world,
    user: { id, email: 'x@example.org', fullName: 'X', workspaceId },
  })
  const owner = as(place.owner)
  const newClip = async () =>
    (
      await createClip(
        owner,
        CreateClip.parse({ videoId: place.videoId, from: 0, to: 3000, title: 'A clip' }),
      )
    ).clipId
  const newPerson = () => makePerson(db, `P ${crypto.randomUUID()}`, place.workspaceId, 'editor')
  return { ...place, admin, db, queue, as, owner, newClip, newPerson }
}

type House = Awaited<ReturnType<typeof house>>
type Actor = ReturnType<House['as']>
/** Makes what a command needs, by the owner, and gives what somebody then does with it. */
type Case = (house: House) => Promise<(who: Actor) => Promise<unknown>>

const scopes: ApiScope[] = ['read']
const hook: MakeWebhook = { url: 'https://example.com/hook', events: ['render.done'] }
const uploading = async ({ owner, projectId }: House) => {
  const videoId = VideoId.parse(crypto.randomUUID())
  await startUpload(owner, { videoId, projectId, filename: 'a.mp4', bytes: 5 })
  return videoId
}
const openJob = ({ db, queue, owner, videoId }: House) => {
  const entity = { type: 'video' as const, id: videoId }
  return db.transaction((tx) =>
    queue.enqueue(ingestVideo, { videoId }, { tx, userId: owner.user.id, entity }),
  )
}
const failedVideo = async (house: House) =>
  failJob(house.db, JobId.parse(await openJob(house)), new AppError('disk.full'))

async function* picture() {
  yield pngHeader(300, 200)
}

const newStyle = async ({ owner }: House) => (await makeStyle(owner, { name: 'Mine' })).styleId

/** What editors, admins and owners do, and reviewers and strangers do not. */
const editing: Record<string, Case> = {
  makeStyle: async () => (who) => makeStyle(who, { name: 'Mine' }),
  renameWrittenStyle: async (place) => {
    const styleId = await newStyle(place)
    return (who) => renameWrittenStyle(who, { styleId, name: 'Ours' })
  },
  publishStyle: async (place) => {
    const styleId = await newStyle(place)
    return (who) => publishStyle(who, { styleId })
  },
  deleteStyle: async (place) => {
    let styleId = await newStyle(place)
    return async (who) => {
      await deleteStyle(who, { styleId })
      styleId = await newStyle(place)
    }
  },
  pinStyle: async (place) => {
    const styleId = await newStyle(place)
    const { version } = await publishStyle(place.owner, { styleId })
    const clipId = await place.newClip()
    return (who) => pinStyle(who, { clipId, styleId, version, overrides: {} })
  },
  cancelRender: async ({ owner, newClip }) => {
    const { renders } = await requestRender(owner, { clipId: await newClip(), shapes: ['9:16'] })
    return (who) => cancelRender(who, { renderId: renders[0]?.id as never })
  },
  createClip: async ({ videoId }) => {
    const input = CreateClip.parse({ videoId, from: 0, to: 2000, title: 'A' })
    return (who) => createClip(who, input)
  },
  createProject: async () => (who) => createProject(who, { name: 'P' }),
  deleteClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => deleteClip(who, { clipId })
  },
  dismissSuggestion:
    async ({ suggestionId }) =>
    (who) =>
      dismissSuggestion(who, { suggestionId, dismissed: true }),
  duplicateClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => duplicateClip(who, { clipId })
  },
  editClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => editClip(who, { clipId, title: 'B' })
  },
  editSegment: async ({ db, transcriptionId }) => {
    const [segment] = await segmentsOf(db, transcriptionId)
    return (who) =>
      editSegment(who, { transcriptionId, segmentId: segment?.id ?? '', text: 'We tried it once.' })
  },
  importTranscript: async ({ videoId }) => {
    const bytes = new TextEncoder().encode('1\n00:00:00,000 --> 00:00:02,000\nHello there.\n')
    return (who) => importTranscript(who, { videoId, bytes })
  },
  importVideo:
    async ({ projectId }) =>
    (who) =>
      importVideo(who, { url: 'https://example.com/a.mp4', projectId }),
  makePoster:
    async ({ videoId }) =>
    (who) =>
      makePoster(who, { videoId }),
  moveVideo: async ({ owner, videoId }) => {
    const { id } = await createProject(owner, { name: 'Q' })
    return (who) => moveVideo(who, { videoId, projectId: id })
  },
  removeProject: async ({ owner }) => {
    const { id } = await createProject(owner, { name: 'Q' })
    return (who) => removeProject(who, { projectId: id })
  },
  restoreProject: async ({ owner }) => {
    const { id } = await createProject(owner, { name: 'Q' })
    await removeProject(owner, { projectId: id })
    return (who) => restoreProject(who, { projectId: id })
  },
  removeVideo: async (house) => {
    const videoId = await uploading(house)
    return (who) => removeVideo(who, { videoId })
  },
  restoreVideo: async (house) => {
    const videoId = await uploading(house)
    await removeVideo(house.owner, { videoId })
    return (who) => restoreVideo(who, { videoId })
  },
  addAsset: async () => (who) => addAsset(who, { name: 'Logo' }, picture()),
  removeAsset: async ({ owner }) => {
    const { assetId } = await addAsset(owner, { name: 'Logo' }, picture())
    return async (who) => {
      await removeAsset(who, { assetId })
      await restoreAsset(owner, { assetId })
    }
  },
  restoreAsset: async ({ owner }) => {
    const { assetId } = await addAsset(owner, { name: 'Logo' }, picture())
    await removeAsset(owner, { assetId })
    return async (who) => {
      await restoreAsset(who, { assetId })
      await removeAsset(owner, { assetId })
    }
  },
  composeClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => composeClip(who as never, { clipId, wish: { sound: { voice: 3 } } })
  },
  markWords: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) =>
      markWords(who as never, { clipId, words: [{ id: wordId(0), emphasised: true }] })
  },
  requestExports: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) =>
      requestExports(who, { files: [{ clipId, shape: '1:1', settings: plainExport }] })
  },
  renameClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => renameClip(who, { clipId, title: 'B' })
  },
  renameProject:
    async ({ projectId }) =>
    (who) =>
      renameProject(who, { projectId, name: 'B' }),
  renameVideo:
    async ({ videoId }) =>
    (who) =>
      renameVideo(who, { videoId, title: 'B' }),
  requestRender: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => requestRender(who, { clipId, shapes: ['9:16'] })
  },
  retryVideo: async (house) => {
    await failedVideo(house)
    return (who) => retryVideo(who, { videoId: house.videoId })
  },
  stopJob: async (house) => {
    const jobId = await openJob(house)
    return (who) => stopJob(who, { jobId })
  },
  setStyle: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => setStyle(who, { clipId, fields: { caption_enabled: false } })
  },
  steerSuggestions:
    async ({ videoId }) =>
    (who) =>
      steerSuggestions(who, { videoId, options: {} }),
  startAnalysis:
    async ({ videoId }) =>
    (who) =>
      startAnalysis(who, { videoId }),
  startTranscription:
    async ({ videoId }) =>
    (who) =>
      startTranscription(who, { videoId }),
  startUpload:
    async ({ projectId }) =>
    (who) =>
      startUpload(who, {
        videoId: VideoId.parse(crypto.randomUUID()),
        projectId,
        filename: 'a.mp4',
        bytes: 5,
      }),
  startDirectUpload:
    async ({ projectId }) =>
    (who) =>
      startDirectUpload(who, { projectId, filename: 'a.mp4', bytes: 5 }),
  nameVersion: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => nameVersion(who, { clipId, name: 'V' })
  },
  renameVersion: async ({ owner, newClip }) => {
    const { versionId } = await nameVersion(owner, { clipId: await newClip(), name: 'V' })
    return (who) => renameVersion(who, { versionId, name: 'W' })
  },
  restoreVersion: async ({ owner, newClip }) => {
    const { versionId } = await nameVersion(owner, { clipId: await newClip(), name: 'V' })
    return (who) => restoreVersion(who, { versionId })
  },
  sendForReview: async ({ newClip, reviewer }) => {
    const clipId = await newClip()
    return (who) => sendForReview(who, { clipId, reviewers: [reviewer] })
  },
  makeReviewLink: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => makeReviewLink(who, { clipId })
  },
  listReviewLinks: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => listReviewLinks(who, { clipId })
  },
  listReviewViews: async ({ owner, newClip }) => {
    const { linkId } = await makeReviewLink(owner, { clipId: await newClip() })
    return (who) => listReviewViews(who, { linkId })
  },
  revokeReviewLink: async ({ owner, newClip }) => {
    const { linkId } = await makeReviewLink(owner, { clipId: await newClip() })
    return (who) => revokeReviewLink(who, { linkId })
  },
  fixEverywhere:
    async ({ transcriptionId }) =>
    (who) =>
      fixEverywhere(who, { transcriptionId, heard: 'a', said: 'b', countOnly: false }),
  rewriteWords:
    async ({ transcriptionId }) =>
    (who) =>
      rewriteWords(who, { transcriptionId, at: 0, parts: [{ text: 'We tried.' }] }),
  retimeTranscript:
    async ({ transcriptionId }) =>
    (who) =>
      retimeTranscript(who, { transcriptionId, at: 0, word: 0, from: ms(10), to: ms(200) }),
  confirmTranscript:
    async ({ transcriptionId }) =>
    (who) =>
      confirmTranscript(who, { transcriptionId, at: 0, words: [0] }),
  undoWords: async ({ owner, transcriptionId }) => {
    await rewriteWords(owner, { transcriptionId, at: 0, parts: [{ text: 'We tried.' }] })
    return (who) => undoWords(who, { transcriptionId, which: 'back' })
  },
  renameSpeaker: async ({ db, transcriptionId }) => {
    await db.update(transcriptions).set({ speakers: ['Ana'] })
    return (who) => renameSpeaker(who, { transcriptionId, speakerId: 0, name: 'Amara' })
  },
  writePost: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => writePost(who, { clipId, keptOnly: false })
  },
  translateClips: async (place) => {
    await place.newClip()
    return (who) => translateClips(who, { videoId: place.videoId, language: 'es' })
  },
  translateClip: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => translateClip(who, { clipId, language: 'es' })
  },
  tightenClipNow: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => tightenClipNow(who, TightenClip.parse({ clipId }))
  },
  frameClipByFaces: async ({ db, newClip, videoId }) => {
    const clipId = await newClip()
    await saveAnalysis(db, videoId, {
      faces: [{ from: ms(0), to: ms(4000), looks: 4, faces: [], light: 0.5, sharp: 0.5 }],
    })
    return (who) => frameClipByFaces(who, { clipId })
  },
  applyTemplate: async ({ owner, newClip }) => {
    const clipId = await newClip()
    const { templateId } = await makeTemplate(owner, { name: 'T', reach: 'public' })
    return (who) => applyTemplate(who, { clipId, templateId })
  },
  applyTemplateToVideo: async ({ owner, videoId, newClip }) => {
    await newClip()
    const { templateId } = await makeTemplate(owner, { name: 'T', reach: 'public' })
    return (who) => applyTemplateToVideo(who, { videoId, templateId })
  },
  makeTemplate: async ({ newClip }) => {
    const clipId = await newClip()
    return (who) => makeTemplate(who, { name: 'T', reach: 'workspace', clipId })
  },
}

/** What owners and admins alone do. */
const managing: Record<string, Case> = {
  makeApiKey: async () => (who) => makeApiKey(who, { name: 'K', scopes }),
  listApiKeys: async () => (who) => listApiKeys(who),
  revokeApiKey: async ({ owner }) => {
    const { id } = await makeApiKey(owner, { name: 'K', scopes })
    return (who) => revokeApiKey(who, { keyId: id })
  },
  startCheckout: async () => (who) => startCheckout(who as never, { plan: 'pro' }),
  openPortal: async ({ db, owner, workspaceId }) => {
    await saveSubscription(db, {
      ...{ workspaceId, userId: owner.user.id, tier: 'pro', status: 'active', stripeId: 's' },
      ...{ stripeCustomerId: 'c', periodStart: null, periodEnd: null },
    })
    return (who) => openPortal(who as never)
  },
  changeBrand: async () => (who) => changeBrand(who, { locked: ['font'] }),
  setReviewRule: async () => (who) => setReviewRule(who, { exportNeedsApproval: true }),
  setCustomWords: async () => (who) => setCustomWords(who, { words: ['Halden'] }),
  setEngineChoice: async () => (who) => setEngineChoice(who, { stays: ['sound'] }),
  testEngine: async () => (who) => testEngine(who, { engine: 'language' }),
  renameWorkspace: async () => (who) => renameWorkspace(who, { name: 'W' }),
  invitePeople: async () => (who) => invitePeople(who, { emails: [], role: 'editor' }),
  resendInvitation: async ({ owner }) => {
    const [made] = await invitePeople(owner, { emails: [], role: 'editor' })
    return (who) => resendInvitation(who, { invitationId: made?.id as never })
  },
  withdrawInvitation: async ({ owner }) => {
    const [made] = await invitePeople(owner, { emails: [], role: 'editor' })
    return (who) => withdrawInvitation(who, { invitationId: made?.id as never })
  },
  makeWebhook: async () => (who) => makeWebhook(who, hook),
  listWebhooks: async () => (who) => listWebhooks(who),
  changeWebhook: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    return (who) => changeWebhook(who, { webhookId: id, events: ['render.failed'] })
  },
  deleteWebhook: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    return (who) => deleteWebhook(who, { webhookId: id })
  },
  rotateWebhookSecret: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    return (who) => rotateWebhookSecret(who, { webhookId: id })
  },
  testWebhook: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    return (who) => testWebhook(who, { webhookId: id })
  },
  listDeliveries: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    return (who) => listDeliveries(who, { webhookId: id })
  },
  replayDelivery: async ({ owner }) => {
    const { id } = await makeWebhook(owner, hook)
    const { deliveryId } = await testWebhook(owner, { webhookId: id })
    return (who) => replayDelivery(who, { webhookId: id, deliveryId })
  },
  changeRole: async ({ newPerson }) => {
    const userId = await newPerson()
    return (who) => changeRole(who, { userId, role: 'reviewer' })
  },
  removePerson: async ({ newPerson }) => {
    const userId = await newPerson()
    return (who) => removePerson(who, { userId })
  },
}

/** Has a test of its own: about a person's own things, not a workspace's, or called by a command. */
const elsewhere: Record<string, string> = {
  assetOfLink: 'for whoever holds the link: in its own test',
  approvalOf: 'called by a command',
  changeTranscript: 'called by commands',
  fetchAsset: 'called by a command',
  assetNameOf: 'called by a command',
  decide: 'whoever was asked: in its own test',
  decideAsGuest: 'for whoever holds the link: in its own test',
  addGuestComment: 'for whoever holds the link: in its own test',
  deleteGuestComment: 'for whoever holds the link: in its own test',
  downloadOfLink: 'for whoever holds the link: in its own test',
  editGuestComment: 'for whoever holds the link: in its own test',
  exportComments: 'reading, in its own test',
  enterLink: 'for whoever holds the link: in its own test',
  followInClips: 'called by commands',
  guestOf: 'called by a command',
  guestOfLink: 'called by a command',
  listGuestComments: 'for whoever holds the link: in its own test',
  listNotifications: 'one’s own',
  lookAtLink: 'for whoever holds the link: in its own test',
  mailPeople: 'called by a command',
  oneLine: 'called by a command',
  openReview: 'reading, in its own test',
  openReviewAsGuest: 'for whoever holds the link: in its own test',
  readNotifications: 'one’s own',
  readStanding: 'reading, in its own test',
  renameGuest: 'one’s own',
  rewriteTranscript: 'called by commands',
  wordSteps: 'reading, in its own test',
  requireApproval: 'called by a command',
  roundToDecide: 'called by a command',
  tellVerdict: 'called by a command',
  videoOfLink: 'for whoever holds the link: in its own test',
  watchAsGuest: 'for whoever holds the link: in its own test',
  acceptInvitation: 'for whoever holds the link',
  cancelUpload: 'the uploader’s own',
  changeEmail: 'one’s own',
  changePassword: 'one’s own',
  compareVersions: 'reading, in its own test',
  currentFlat: 'called by a command',
  changeTemplate: 'one’s own',
  checkCredentials: 'signing in',
  deleteAccount: 'one’s own',
  addComment: 'reviewers may: in its own test',
  deleteComment: 'one’s own: in its own test',
  editComment: 'one’s own: in its own test',
  listAssets: 'reading, in its own test',
  compileDraft: 'reading: nothing is kept',
  listStyles: 'reading, in its own test',
  openStyle: 'reading, in its own test',
  readDraft: 'reading, in its own test',
  runStyleOfClip: 'reading, in its own test',
  runStyle: 'called by a command',
  styleOfLink: 'guests: in its own test',
  stylesForClip: 'reading, in its own test',
  listVideoExports: 'reading, in its own test',
  listComments: 'reading, in its own test',
  resolveComment: 'reviewers may: in its own test',
  deleteTemplate: 'one’s own',
  duplicateTemplate: 'one’s own',
  endSession: 'one’s own',
  endOtherSessions: 'one’s own',
  exportAccount: 'one’s own',
  findClipTightenings: 'reading, in its own test',
  readNumbers: 'reading, in its own test',
  enterByProvider: 'signing in',
  unlinkProvider: 'one’s own: with the providers',
  setPicture: 'one’s own: in its own test',
  removePicture: 'one’s own: in its own test',
  readBrand: 'reading, in its own test',
  readBrandOfClip: 'reading, in its own test',
  requireUnlocked: 'called by a command',
  brandFieldsOfStyle: 'called by a command',
  readPlan: 'reading, in its own test',
  renderCost: 'reading, in its own test',
  clipLoudness: 'reading, in its own test',
  lambdaCost: 'reading, in its own test',
  exportsCost: 'reading, in its own test',
  takeBillingEvent: 'for whoever can sign it: in its own test',
  addressParts: 'the uploader’s own: in its own test',
  cancelDirectUpload: 'the uploader’s own: in its own test',
  finishDirectUpload: 'the uploader’s own: in its own test',
  listParts: 'the uploader’s own: in its own test',
  takeUpload: 'called once the bytes are here',
  findClipFaces: 'reading, in its own test',
  finishUpload: 'called once the bytes are here',
  handOver: 'the owner’s alone, below',
  keepVersion: 'called by a command',
  knownTranscription: 'called by a command',
  listVersions: 'reading, in its own test',
  logIn: 'signing in',
  mailLink: 'called by a command',
  makeAccount: 'signing up',
  listTemplates: 'reading, in its own test',
  previewTemplate: 'reading: nothing is written',
  saveTemplateVersion: 'its maker’s: in its own test',
  templateOfClip: 'reading, in its own test',
  openSample: 'in its own test',
  proveSelf: 'called by a command',
  previewVersion: 'reading, in its own test',
  readFlat: 'called by a command',
  changeClip: 'called by a command',
  mayRead: 'called by commands',
  readClipLanguages: 'called by commands',
  readStoredClip: 'called by a command',
  readVersion: 'called by a command',
  requestPasswordReset: 'signing in',
  requireAdmin: 'called by a command',
  requireEditor: 'called by a command',
  resetPassword: 'signing in',
  sendVerification: 'called by a command',
  signUp: 'signing up',
  sourceOf: 'called by a command',
  switchWorkspace: 'one’s own',
  updateProfile: 'one’s own',
  verifyEmail: 'signing in',
}

const ROLES = ['owner', 'admin', 'editor', 'reviewer'] as const

const answersOf = async (make: Case) => {
  const place = await house()
  const people = {
    owner: place.as(place.owner.user.id),
    admin: place.as(place.admin),
    editor: place.as(place.editor),
    reviewer: place.as(place.reviewer),
  }
  const answers: Record<string, string> = {}
  for (const role of ROLES) {
    const act = await make(place)
    answers[role] = (await codeOf(act(people[role]))) ?? 'done'
  }
  // Somebody of another workspace, as themselves and pretending to be in this one.
  const act = await make(place)
  answers.stranger = (await codeOf(act(place.as(place.stranger)))) ?? 'done'
  return answers
}

test.each(Object.entries(editing))('%s is for editors and above', async (_, make) => {
  const { stranger, ...answers } = await answersOf(make)
  expect(answers).toEqual({
    owner: 'done',
    admin: 'done',
    editor: 'done',
    reviewer: 'role.view-only',
  })
  expect(stranger).toMatch(/\.not-found$/)
})

test.each(Object.entries(managing))('%s is for admins and above', async (_, make) => {
  const { stranger, ...answers } = await answersOf(make)
  expect(answers).toEqual({
    owner: 'done',
    admin: 'done',
    editor: 'role.admin-only',
    reviewer: 'role.admin-only',
  })
  expect(stranger).toBe('workspace.not-found')
})

test('a workspace is handed over by its owner alone, who stays as an admin', async () => {
  const place = await house()
  const to = await place.newPerson()
  for (const id of [place.admin, place.editor, place.reviewer]) {
    expect(await codeOf(handOver(place.as(id), { userId: to }))).toBe('role.owner-only')
  }
  expect(await codeOf(handOver(place.as(place.stranger), { userId: to }))).toBe(
    'workspace.not-found',
  )
  await handOver(place.owner, { userId: to })
  expect(await codeOf(handOver(place.owner, { userId: to }))).toBe('role.owner-only')
  expect(await codeOf(removePerson(place.as(to), { userId: to }))).toBe('member.last-owner')
})

test('an upload is given up by its uploader alone', async () => {
  const place = await house()
  const videoId = await uploading(place)
  for (const id of [place.admin, place.editor, place.reviewer, place.stranger]) {
    expect(await codeOf(cancelUpload(place.as(id), { videoId }))).toBe('video.not-found')
  }
  expect(await codeOf(cancelUpload(place.owner, { videoId }))).toBeNull()
})

test('an admin neither unseats nor removes the owner, and anybody may leave', async () => {
  const place = await house()
  const owner = place.owner.user.id
  expect(await codeOf(changeRole(place.as(place.admin), { userId: owner, role: 'editor' }))).toBe(
    'role.owner-only',
  )
  expect(await codeOf(removePerson(place.as(place.admin), { userId: owner }))).toBe(
    'role.owner-only',
  )
  expect(await codeOf(removePerson(place.owner, { userId: owner }))).toBe('member.last-owner')
  expect(
    await codeOf(removePerson(place.as(place.reviewer), { userId: place.reviewer })),
  ).toBeNull()
})

test('every command is in this matrix, or says why it is not', async () => {
  const commands: string[] = []
  for (const name of await readdir(import.meta.dirname)) {
    if (!name.endsWith('.server.ts')) continue
    const module = (await import(join(import.meta.dirname, name))) as Record<string, unknown>
    for (const [key, value] of Object.entries(module)) {
      if (typeof value === 'function') commands.push(key)
    }
  }
  const known = Object.keys({ ...editing, ...managing, ...elsewhere })
  expect(commands.filter((name) => !known.includes(name))).toEqual([])
})
