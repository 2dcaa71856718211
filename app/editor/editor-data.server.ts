import type { ClipId } from '#core/ids.ts'
import { getAnalysis } from '#db/analysis.ts'
import { brandOf } from '#db/brand-kits.ts'
import type { Db } from '#db/client.ts'
import { getClip } from '#db/clips.ts'
import { getSuggestion } from '#db/suggestions.ts'
import type { CurrentUser } from '../server/context.ts'
import type { EditorData } from './editor-data.ts'

/** What the editor needs to appear; the clip itself comes live, and its words are asked for. Fails with `clip.not-found`. */
export async function editorData(db: Db, id: ClipId, user: CurrentUser): Promise<EditorData> {
  const clip = await getClip(db, id, user.id)
  const suggestion = clip.suggestionId ? await getSuggestion(db, clip.suggestionId, user.id) : null
  const { durationMs, width, height, metadata } = clip.video
  const media = (name: string) => `/media/videos/${clip.videoId}/${name}`
  const proxy = metadata.proxy ? media('proxy.mp4') : media('source')
  const analysis = await getAnalysis(db, clip.videoId)
  const { kit, locked, by } = await brandOf(db, clip.workspaceId)
  const hasPicture = metadata.hasVideo ?? true
  return {
    clip: {
      id,
      title: clip.title,
      project: clip.projectName,
      canEdit: clip.role !== 'reviewer',
      canManage: clip.role === 'owner' || clip.role === 'admin',
      me: { userId: user.id, name: user.fullName },
    },
    video: {
      id: clip.videoId,
      title: clip.videoTitle,
      durationMs: durationMs ?? 0,
      shots: analysis?.scenes ?? [],
      loud: analysis?.loud ?? null,
      picture: hasPicture ? { src: proxy, width: width ?? 1920, height: height ?? 1080 } : null,
      sound: hasPicture ? null : { src: proxy },
      filmstrip: metadata.filmstrip ? { ...metadata.filmstrip, src: media('filmstrip.jpg') } : null,
      peaks: metadata.peaks
        ? { src: media('peaks.bin'), perSecond: metadata.peaks.perSecond }
        : null,
      energy: analysis?.energyKey ? { src: media('energy.bin') } : null,
    },
    transcriptionId: clip.transcriptionId,
    brand: { kit, locked, by },
    suggestion: suggestion && {
      id: suggestion.id,
      range: { from: suggestion.from, to: suggestion.to },
      score: suggestion.score,
      parts: suggestion.parts,
      reasons: suggestion.reasons,
    },
  }
}
