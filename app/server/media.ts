import { extname } from 'node:path'
import { makeZip, predictLength } from 'client-zip'
import { z } from 'zod'
import { isAppError } from '#core/errors.ts'
import { ExportFile, nameOfFile } from '#core/export-settings.ts'
import {
  AssetId,
  type ClipId,
  ClipVersionId,
  type GuestId,
  RenderId,
  ReviewLinkId,
  UserId,
  VideoId,
} from '#core/ids.ts'
import { getAsset } from '#db/assets.ts'
import { countDownload, getRender, namedExports } from '#db/renders.ts'
import { assetKey, personKey, renderKey, videoKey } from '#db/storage.ts'
import { getVideo } from '#db/videos.ts'
import { workTogether } from '#db/workspace-people.ts'
import { assetOfLink, downloadOfLink, videoOfLink } from '../commands/open-review.server.ts'
import type { AppContext } from './context.ts'
import { exportNames } from './export-names.ts'
import { sendFile } from './send-file.ts'
import { uniqueNames } from './unique-names.ts'

export const MEDIA_PATH = '/media'

/** What may be asked for by name; everything else beside it stays inside. */
const videoFiles: Record<string, string> = {
  'proxy.mp4': 'video/mp4',
  'poster.jpg': 'image/jpeg',
  'filmstrip.jpg': 'image/jpeg',
  'peaks.bin': 'application/octet-stream',
  'energy.bin': 'application/octet-stream',
  source: '',
}
const renderFiles: Record<string, string> = {
  'clip.mp4': 'video/mp4',
  'clip.webm': 'video/webm',
  'clip.mov': 'video/quicktime',
  'clip.gif': 'image/gif',
  'clip.srt': 'application/x-subrip; charset=utf-8',
  'clip.vtt': 'text/vtt; charset=utf-8',
  'clip.ass': 'text/x-ssa; charset=utf-8',
  'clip.txt': 'text/plain; charset=utf-8',
  'poster.jpg': 'image/jpeg',
}

/** What people upload. The name decides only what the browser is told, never how we read the file. */
const sourceTypes: Record<string, string> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.mkv': 'video/x-matroska',
  '.webm': 'video/webm',
  '.avi': 'video/x-msvideo',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
}

/** As `setPicture` names them. */
const PERSON_PICTURE = /^[0-9a-f-]{36}\.jpg$/

/** `exportOf`: the clip it is an export of, and the guest who takes it. */
type MediaFile = {
  key: string
  type: string
  downloadName: string
  exportOf?: { clip: ClipId; guest: GuestId | null }
}

/** A player or a resumed download asks for the rest: that is not another download. */
const isBeginning = (request: Request) =>
  request.method === 'GET' && /^(bytes=0-)?$/.test(request.headers.get('range') ?? '')

/** A video's or an export's file, for whoever may see it. `?download=1` saves it under its title. */
export async function media(request: Request, context: AppContext): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Only to be read.')
  const { pathname, searchParams } = new URL(request.url)
  if (!context.user && !pathname.startsWith(`${MEDIA_PATH}/review/`)) {
    return text(401, 'Sign in to go on.')
  }
  try {
    if (pathname === `${MEDIA_PATH}/zip/files`) return await zipOfRenders(searchParams, context)
    const file = await findFile(pathname, searchParams, context)
    const found = file && (await context.storage.stat(file.key))
    if (!file || !found) return text(404, 'There is nothing at this address.')
    if (file.exportOf && searchParams.has('download') && isBeginning(request))
      await countDownload(context.db, file.exportOf.clip, file.exportOf.guest)
    return sendFile(
      request,
      { ...found, type: file.type, read: (range) => context.storage.read(file.key, range) },
      {
        // Kept by this browser alone, and asked about each time: access may have ended.
        'Cache-Control': 'private, no-cache',
        ...(searchParams.has('download') && {
          'Content-Disposition': attachment(file.downloadName),
        }),
        // Whatever somebody uploaded, opened by its address it may do nothing here.
        'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
      },
    )
  } catch (error) {
    if (!isAppError(error)) throw error
    return text(error.kind.status, error.message)
  }
}

/** As many files as one archive may be asked for. */
const MOST_FILES = 400

const ExportFiles = z.array(ExportFile).min(1)

/**
 * Finished exports in one archive, named for their clips; those that are not there are left out.
 * `?with=srt,vtt` says which files of each; left out: the film and its SRT.
 */
async function zipOfRenders(search: URLSearchParams, context: AppContext): Promise<Response> {
  const { db, storage, user } = context
  const asked = (search.get('ids') ?? '').split(',').flatMap((id) => {
    const parsed = RenderId.safeParse(id)
    return parsed.success ? [parsed.data] : []
  })
  const ids = [...new Set(asked)]
  const wanted = ExportFiles.safeParse((search.get('with') ?? 'film,srt').split(','))
  if (!user || !wanted.success || ids.length === 0 || ids.length > MOST_FILES)
    return text(404, 'There is nothing at this address.')
  const clips = new Set<ClipId>()
  for (const id of ids) clips.add((await getRender(db, id, user.id)).clipId)
  const known = await namedExports(db, [...clips])
  const chosen = ids.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const stems = exportNames(chosen, known)
  const found: { name: string; size: number; lastModified: Date; path: string }[] = []
  for (const [i, { id, settings }] of chosen.entries()) {
    for (const file of wanted.data) {
      const path = renderKey(id, nameOfFile(settings, file))
      const there = await storage.stat(path)
      if (!there) continue
      found.push({
        name: `${fileTitle(stems[i] ?? '')}${extname(path)}`,
        size: there.size,
        lastModified: there.modified,
        path,
      })
    }
  }
  if (found.length === 0) return text(404, 'None of these files is there any more.')
  const names = uniqueNames(found.map(({ name }) => name))
  const entries = found.map((entry, i) => ({ ...entry, name: names[i] ?? entry.name }))
  // Films do not get smaller: nothing is compressed, and each is opened when its turn comes.
  const files = async function* () {
    for (const { path, ...entry } of entries) yield { ...entry, input: storage.read(path) }
  }
  return new Response(makeZip(files()), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Length': String(predictLength(entries)),
      'Cache-Control': 'private, no-store',
      'Content-Disposition': attachment(
        `${['Clips', ...(wanted.data.includes('film') ? [] : wanted.data)].join(' ')}.zip`,
      ),
    },
  })
}

async function findFile(
  pathname: string,
  search: URLSearchParams,
  context: AppContext,
): Promise<MediaFile | null> {
  const { db, user } = context
  const [, kind, id, name] = pathname.slice(1).split('/')
  if (!kind || !name) return null
  if (kind === 'review') return fileOfLink(context, id, name, search)
  if (!user) return null
  if (kind === 'videos' && Object.hasOwn(videoFiles, name)) {
    const parsed = VideoId.safeParse(id)
    if (!parsed.success) return null
    const video = await getVideo(db, parsed.data, user.id)
    const extension = extname(name === 'source' ? video.filename : name).toLowerCase()
    return {
      key: videoKey(video.id, name),
      type: videoFiles[name] || sourceTypes[extension] || 'application/octet-stream',
      downloadName: video.title + extension,
    }
  }
  if (kind === 'assets' && name === 'file') {
    const parsed = AssetId.safeParse(id)
    if (!parsed.success) return null
    const asset = await getAsset(db, parsed.data, user.id)
    return { key: assetKey(asset.id), type: asset.type, downloadName: asset.name }
  }
  if (kind === 'people' && PERSON_PICTURE.test(name)) {
    const parsed = UserId.safeParse(id)
    if (!parsed.success || !(await workTogether(db, user.id, parsed.data))) return null
    return { key: personKey(parsed.data, name), type: 'image/jpeg', downloadName: name }
  }
  if (kind === 'renders' && Object.hasOwn(renderFiles, name)) {
    const parsed = RenderId.safeParse(id)
    if (!parsed.success) return null
    const { id: renderId, clipId } = await getRender(db, parsed.data, user.id)
    const known = await namedExports(db, [clipId])
    const stem = exportNames(known, known)[known.findIndex((one) => one.id === renderId)]
    // Not finished: nothing of it is there to be had.
    if (stem === undefined) return null
    return {
      key: renderKey(renderId, name),
      type: renderFiles[name] ?? '',
      downloadName: stem + extname(name),
      exportOf: { clip: clipId, guest: null },
    }
  }
  return null
}

/** What a guest may have of a link: the video it plays, and the file it lets be taken along. */
async function fileOfLink(
  context: AppContext,
  id: string | undefined,
  name: string,
  search: URLSearchParams,
): Promise<MediaFile | null> {
  const linkId = ReviewLinkId.safeParse(id)
  if (!linkId.success) return null
  if (name === 'video') {
    const { videoId, video, title } = await videoOfLink(context, linkId.data)
    const own = video.metadata.proxy ? 'proxy.mp4' : 'source'
    return {
      key: videoKey(videoId, own),
      type: videoFiles[own] || 'application/octet-stream',
      downloadName: title,
    }
  }
  const version = ClipVersionId.safeParse(search.get('version'))
  if (!version.success) return null
  if (name.startsWith('asset-')) {
    const assetId = AssetId.safeParse(name.slice('asset-'.length))
    const asset =
      assetId.success && (await assetOfLink(context, linkId.data, version.data, assetId.data))
    return asset ? { key: assetKey(asset.id), type: asset.type, downloadName: asset.title } : null
  }
  if (name !== 'clip.mp4') return null
  const render = await downloadOfLink(context, linkId.data, version.data)
  return (
    render && {
      key: renderKey(render.id, name),
      type: renderFiles[name] ?? '',
      downloadName: `${render.title} ${render.shape.replace(':', 'x')}.mp4`,
      exportOf: render.exportOf,
    }
  )
}

/** A name as every file system takes it. */
const fileTitle = (name: string): string =>
  name
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file system takes
    .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The name twice: plain for old clients, and in full. */
export function attachment(name: string): string {
  const safe = fileTitle(name)
  const plain = safe.normalize('NFKD').replace(/[^\x20-\x7e]/g, '') || 'download'
  const full = encodeURIComponent(safe).replace(/['()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}

const text = (status: number, say: string) =>
  new Response(say, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
