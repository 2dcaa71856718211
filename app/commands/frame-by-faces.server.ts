import { z } from 'zod'
import { frameShots } from '#collab/clip-doc/framing-verbs.ts'
import { onBehalfOf } from '#collab/clip-doc/on-behalf.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { AppError } from '#core/errors.ts'
import { type FacedShot, frameByFaces, shotsAround } from '#core/faces/frame-by-faces.ts'
import { ClipId } from '#core/ids.ts'
import { Shape } from '#core/shape.ts'
import type { Range } from '#core/time.ts'
import { getFaces } from '#db/analysis.ts'
import { clipSource } from '#db/clip-source.ts'
import { getClip } from '#db/clips.ts'
import { changeClip } from './change-clip.server.ts'
import type { CommandContext } from './command-context.ts'
import { readStoredClip } from './read-clip.server.ts'
import { requireEditor } from './require-editor.server.ts'

export const FrameClipByFaces = z.object({
  clipId: ClipId,
  /** Left out: the shape the clip is edited in. */
  shape: Shape.optional(),
})
export type FrameClipByFaces = z.infer<typeof FrameClipByFaces>

type World = Pick<CommandContext, 'db' | 'collab' | 'user'>

/** How each shot of a clip would be framed by whom it shows. Changes nothing. */
export async function findClipFaces(
  world: Pick<World, 'db' | 'user'>,
  { clipId, shape }: FrameClipByFaces,
): Promise<FacedShot[]> {
  const { facesOf } = await theFaces(world, clipId)
  const project = await readStoredClip(world.db, clipId)
  return facesOf(project, shape ?? project.shape).filter(shown(project))
}

/**
 * Frames a clip's shots by the faces in them, in one step that whoever asked can undo. Shots that
 * somebody framed by hand stay as they are. Fails with `faces.unknown` where nobody has looked.
 */
export async function frameClipByFaces(
  world: World,
  { clipId, shape }: FrameClipByFaces,
): Promise<{ shots: FacedShot[]; skipped: number }> {
  const { facesOf, canEdit } = await theFaces(world, clipId)
  canEdit()
  const { answer } = await changeClip(world, clipId, (doc, source) => {
    const project = readClip(doc, source)
    const wanted = shape ?? project.shape
    const shots = facesOf(project, wanted)
    let skipped = 0
    onBehalfOf(doc, world.user.id, 'frame', (origin) => {
      skipped = frameShots(doc, wanted, shots, origin)
    })
    return { shots: shots.filter(shown(project)), skipped }
  })
  return answer
}

async function theFaces({ db, user }: Pick<World, 'db' | 'user'>, clipId: ClipId) {
  const clip = await getClip(db, clipId, user.id)
  const source = await clipSource(db, clipId)
  if (!source) throw new AppError('clip.not-found')
  const seen = await getFaces(db, clip.videoId)
  const { width, height } = clip.video
  return {
    canEdit: () => requireEditor(clip),
    facesOf({ pieces }: Pick<ClipProject, 'pieces'>, shape: Shape) {
      if (seen.length === 0 || !width || !height) throw new AppError('faces.unknown')
      const near = new Set(pieces.flatMap((piece) => shotsAround(seen, piece)))
      return frameByFaces(
        seen.filter((shot) => near.has(shot)),
        source.words,
        { shape, sourceRatio: width / height },
      )
    },
  }
}

const shown =
  ({ pieces }: Pick<ClipProject, 'pieces'>) =>
  ({ from, to }: Range) =>
    pieces.some((piece) => piece.to > from && piece.from < to)
