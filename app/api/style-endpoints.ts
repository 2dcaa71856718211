import { z } from '@hono/zod-openapi'
import {
  ApiStyleChange,
  ApiStyleFields,
  animationNames,
  fontSlug,
  fromCaptionStyle,
  sayTransitions,
  styleNamed,
  transitionNamed,
  UNDRAWN,
  volumeOfVoice,
} from '#core/api-style.ts'
import { styleOfKit } from '#core/brand-kit.ts'
import { AppError } from '#core/errors.ts'
import { brandOfClip } from '#db/brand-kits.ts'
import { clipStyleOf } from '#db/clip-styles.ts'
import { readStoredClip } from '../commands/read-clip.server.ts'
import { setStyle } from '../commands/set-style.server.ts'
import type { AppContext } from '../server/context.ts'
import type { Caller } from './caller.ts'
import { type Api, endpoint, named } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'
import { theClip } from './reach.ts'

const styleTag = 'Styles'
type Who = { app: AppContext; caller: Caller }

const ApiStyle = z
  .strictObject({
    id: z.uuid(),
    clip_id: z.uuid(),
    ...ApiStyleFields.shape,
    not_drawn: z
      .array(z.enum(UNDRAWN))
      .describe('Fields that are kept and that exports do not draw'),
    updated_at: z.iso.datetime(),
  })
  .openapi('ClipStyle')
export const StyleAnswer = z.strictObject({ style: ApiStyle })
export const Wishes = named('ClipStyleChange', ApiStyleChange)

export async function answerStyle(who: Who, id: string) {
  const clip = await theClip(who, id)
  const known = await clipStyleOf(who.app.db, clip.id)
  if (!known) throw new AppError('clip.not-found')
  const { fields, style: kept, updatedAt } = known
  const { kit, locked } = await brandOfClip(who.app.db, clip.id)
  const { pieces, sound, transitions } = await readStoredClip(who.app.db, clip.id)
  const seams = pieces.slice(1).map(({ id: piece }) => piece)
  const effect = sayTransitions(fields.transition_effect, seams, transitions)
  const style = kept && { ...kept, ...styleOfKit(kit, locked) }
  const animation = fields.caption_animation
  // People may have changed the style since a program named it.
  const drawn = style && fromCaptionStyle(style)
  // As it was written where it is the same: "montserrat" is Montserrat.
  const font = drawn?.caption_font
  const written = font && fontSlug(font) === fontSlug(fields.caption_font)
  const stands = !style || (animation !== null && styleNamed(animation) === style.name)
  return {
    style: {
      id: clip.id,
      clip_id: clip.id,
      ...fields,
      ...drawn,
      ...(written && { caption_font: fields.caption_font }),
      caption_animation: stands ? animation : style.name,
      transition_effect: effect,
      original_audio_volume: volumeOfVoice(sound.voice, fields.original_audio_volume),
      not_drawn: UNDRAWN.filter(
        (name) =>
          fields[name] !== null &&
          fields[name] !== undefined &&
          (name !== 'transition_effect' || transitionNamed(effect) === undefined),
      ),
      updated_at: updatedAt.toISOString(),
    },
  }
}

/** An animation nobody knows is said rather than quietly replaced. */
export function checkAnimation({ caption_animation: name }: z.output<typeof Wishes>) {
  if (!name || styleNamed(name)) return
  const message = `There is no such animation. There are: ${animationNames().join(', ')}.`
  throw new RequestInvalid([{ field: 'caption_animation', message }])
}

export function styleEndpoints(api: Api): void {
  const Clip = z.object({ clipId: z.string() })
  endpoint(
    api,
    'read',
    {
      method: 'get',
      path: '/clips/{clipId}/style',
      tag: styleTag,
      summary: 'Get a clip’s style',
      params: Clip,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    (who) => answerStyle(who, who.params.clipId),
  )

  endpoint(
    api,
    'write',
    {
      method: 'put',
      path: '/clips/{clipId}/style',
      tag: styleTag,
      summary: 'Change a clip’s style',
      more: 'Fields left out stay as they are. Whoever has the clip open sees it change.',
      params: Clip,
      body: Wishes,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    async (who) => {
      checkAnimation(who.body)
      const { id: clipId } = await theClip(who, who.params.clipId)
      await setStyle({ ...who.app, user: who.caller.user }, { clipId, fields: who.body })
      return answerStyle(who, clipId)
    },
  )
}
