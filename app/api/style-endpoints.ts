import { z } from '@hono/zod-openapi'
import {
  ApiCaptions,
  ApiCaptionsChange,
  MAYBE_UNDRAWN_CAPTIONS,
  toApiCaptions,
  undrawnCaptions,
} from '#core/api-captions.ts'
import { fromLogo, fromMusic } from '#core/api-overlays.ts'
import {
  ApiStyleChange,
  ApiStyleFields,
  animationNames,
  fontSlug,
  fromCaptionStyle,
  MAYBE_UNDRAWN,
  sayTransitions,
  styleNamed,
  transitionNamed,
  volumeOfVoice,
} from '#core/api-style.ts'
import { AppError } from '#core/errors.ts'
import { overlayTemplates, sayTemplate, templateNamed } from '#core/overlay-template.ts'
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

export const Captions = named('Captions', ApiCaptions)

const ApiStyle = z
  .strictObject({
    id: z.uuid(),
    clip_id: z.uuid(),
    ...ApiStyleFields.shape,
    captions: Captions,
    not_drawn: z
      .array(z.enum([...MAYBE_UNDRAWN, ...MAYBE_UNDRAWN_CAPTIONS]))
      .describe('Fields that are kept and that exports do not draw'),
    updated_at: z.iso.datetime(),
  })
  .openapi('ClipStyle')
export const StyleAnswer = z.strictObject({
  style: ApiStyle,
  problems: z
    .array(z.strictObject({ field: z.string(), message: z.string() }))
    .optional()
    .describe('What of this change could not be fetched, and why'),
})
export const Wishes = named(
  'ClipStyleChange',
  ApiStyleChange.extend({ captions: named('CaptionsChange', ApiCaptionsChange).optional() }),
)

export async function answerStyle(who: Who, id: string) {
  const clip = await theClip(who, id)
  const known = await clipStyleOf(who.app.db, clip.id)
  if (!known) throw new AppError('clip.not-found')
  const { fields, updatedAt } = known
  const { style, pieces, sound, transitions, overlays } = await readStoredClip(who.app.db, clip.id)
  const logo = overlays.find((one) => one.kind === 'logo')
  const music = overlays.find((one) => one.kind === 'music')
  const seams = pieces.slice(1).map(({ id: piece }) => piece)
  const effect = sayTransitions(fields.transition_effect, seams, transitions)
  const animation = fields.caption_animation
  // People may have changed the style since a program named it.
  const drawn = fromCaptionStyle(style)
  // As it was written where it is the same: "montserrat" is Montserrat.
  const font = drawn.caption_font
  const written = font && fontSlug(font) === fontSlug(fields.caption_font)
  const stands = animation !== null && styleNamed(animation) === style.name
  return {
    style: {
      id: clip.id,
      clip_id: clip.id,
      ...fields,
      ...drawn,
      ...(written && { caption_font: fields.caption_font }),
      // What people wrote draws instead of any of ours.
      caption_animation: style.template ? null : stands ? animation : style.name,
      transition_effect: effect,
      overlay_template: sayTemplate(fields.overlay_template, overlays),
      original_audio_volume: volumeOfVoice(sound.voice, fields.original_audio_volume),
      ...(logo && fromLogo(logo, fields)),
      ...(music && fromMusic(music, fields)),
      captions: toApiCaptions(style),
      not_drawn: [
        ...MAYBE_UNDRAWN.filter((name) => {
          if (name === 'caption_bg_color')
            return style.template !== null && drawn.caption_bg_color !== null
          if (fields[name] === null) return false
          if (name === 'transition_effect') return transitionNamed(effect) === undefined
          return !(name === 'brand_logo_url' ? logo : music)
        }),
        ...undrawnCaptions(style),
      ],
      updated_at: updatedAt.toISOString(),
    },
  }
}

/** A name nobody knows is said rather than quietly replaced or kept. */
export function checkNames({
  caption_animation: animation,
  overlay_template: template,
}: z.output<typeof Wishes>) {
  if (animation && !styleNamed(animation))
    throw unknownName('caption_animation', 'animation', animationNames())
  if (template && templateNamed(template) === undefined)
    throw unknownName('overlay_template', 'template', [...overlayTemplates, 'none'])
}

const unknownName = (field: string, what: string, names: readonly string[]) =>
  new RequestInvalid([
    { field, message: `There is no such ${what}. There are: ${names.join(', ')}.` },
  ])

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
      more: 'What is under `captions` may be written back as it is, but for what the workspace’s brand locks.',
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
      more: 'Fields left out stay as they are; a name that is not listed is refused. Whoever has the clip open sees it change. `captions` has every option of the captions, null for what the style itself has, and counts where it says something else than a field beside it. A `caption_bg_color` puts a box behind the words, null takes it away. An `overlay_template` puts a progress bar on the clip, its title beside the captions, or a card with its title before it (`progress-bar`, `lower-third`, `title-card`); another name or `none` takes that away again. A logo and music are fetched from their addresses and kept with the workspace’s files; what cannot be fetched is kept as written, told under `problems` and `not_drawn`, and asked for again when it is sent again. Options that the clip’s style does not draw are kept for one that does, and told under `not_drawn`.',
      params: Clip,
      body: Wishes,
      answer: { status: 200, schema: StyleAnswer },
      refuses: [404],
    },
    async (who) => {
      checkNames(who.body)
      const { id: clipId } = await theClip(who, who.params.clipId)
      const asker = { ...who.app, user: who.caller.user }
      const problems = await setStyle(asker, { clipId, fields: who.body })
      const answer = await answerStyle(who, clipId)
      return problems.length > 0 ? { ...answer, problems } : answer
    },
  )
}
