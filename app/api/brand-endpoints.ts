import { z } from '@hono/zod-openapi'
import { fromApiOverlay, toApiOverlay } from '#core/api-composition.ts'
import { BrandField, BrandKit, overlayOfKit } from '#core/brand-kit.ts'
import { overlayDefaults } from '#core/overlay.ts'
import type { KeptBrand } from '#db/brand-kits.ts'
import { changeBrand, readBrand } from '../commands/brand.server.ts'
import { Overlay, OverlayWish } from './composition-endpoints.ts'
import { type Api, endpoint } from './endpoint.ts'
import { RequestInvalid } from './error-envelope.ts'

const tag = 'Workspace'
const { colours: Colours, font: Font } = BrandKit.shape
const ApiColours = z.strictObject({
  words: Colours.shape.base,
  word_being_said: Colours.shape.active,
  emphasis: Colours.shape.emphasis,
  outline: Colours.shape.guard,
})
/** In the document the null of a named union is lost, unless it is behind its name. */
const orNull = <S extends z.ZodType>(schema: S) => z.lazy(() => schema).nullable()

const ApiBrand = z
  .strictObject({
    logo: orNull(Overlay),
    colors: ApiColours,
    font: Font,
    intro: orNull(Overlay),
    outro: orNull(Overlay),
    locked: z.array(BrandField).describe('What clips may not differ from'),
    updated_at: z.iso.datetime().nullable(),
  })
  .openapi('BrandKit')
const Answer = z.strictObject({ brand_kit: ApiBrand })

const Wish = z.object({
  logo: orNull(OverlayWish).optional(),
  colors: ApiColours.partial().optional(),
  font: Font.optional(),
  intro: orNull(OverlayWish).optional(),
  outro: orNull(OverlayWish).optional(),
  locked: z.array(BrandField).max(BrandField.options.length).optional(),
})

const present = ({ kit, locked, updatedAt }: KeptBrand): z.input<typeof Answer> => {
  const overlay = (field: 'logo' | 'intro' | 'outro') => {
    const one = overlayOfKit(kit, field)
    return one && toApiOverlay(one)
  }
  const { base, active, emphasis, guard } = kit.colours
  return {
    brand_kit: {
      logo: overlay('logo'),
      colors: { words: base, word_being_said: active, emphasis, outline: guard },
      font: kit.font,
      intro: overlay('intro'),
      outro: overlay('outro'),
      locked: [...locked],
      updated_at: updatedAt?.toISOString() ?? null,
    },
  }
}

/** A wish for one overlay of the kit, whole. Throws on what it cannot be. */
function overlayOf<F extends 'logo' | 'intro' | 'outro'>(
  field: F,
  wish: z.infer<typeof OverlayWish> | null,
): BrandKit[F] {
  if (wish === null) return null
  const { kind, values } = fromApiOverlay(wish)
  const whole = { ...overlayDefaults[field], ...values }
  const parsed = BrandKit.shape[field].safeParse(whole)
  if (kind !== field || !parsed.success) {
    const [issue] = parsed.error?.issues ?? []
    const message = issue ? `${issue.path.join('.')} ${issue.message}` : `Must be of type ${field}.`
    throw new RequestInvalid([{ field, message }])
  }
  return parsed.data as BrandKit[F]
}

export function brandEndpoints(api: Api): void {
  const path = '/workspace/brand-kit'
  endpoint(
    api,
    'read',
    {
      ...{ method: 'get', path, tag },
      summary: 'Get the brand of the workspace',
      answer: { status: 200, schema: Answer },
    },
    async ({ app, caller }) => present(await readBrand({ db: app.db, user: caller.user })),
  )

  endpoint(
    api,
    'write',
    {
      ...{ method: 'put', path, tag },
      summary: 'Change the brand of the workspace',
      more: 'New clips begin with it. What is locked is drawn so in all clips, whatever they say. For owners and admins.',
      body: Wish,
      answer: { status: 200, schema: Answer },
      refuses: [404],
    },
    async ({ app, caller, body }) => {
      const context = { db: app.db, user: caller.user }
      const { colors, font, locked } = body
      const { kit } = await readBrand(context)
      const changed = await changeBrand(context, {
        kit: {
          ...(body.logo !== undefined && { logo: overlayOf('logo', body.logo) }),
          ...(body.intro !== undefined && { intro: overlayOf('intro', body.intro) }),
          ...(body.outro !== undefined && { outro: overlayOf('outro', body.outro) }),
          ...(font !== undefined && { font }),
          ...(colors && {
            colours: {
              base: colors.words === undefined ? kit.colours.base : colors.words,
              active:
                colors.word_being_said === undefined ? kit.colours.active : colors.word_being_said,
              emphasis: colors.emphasis === undefined ? kit.colours.emphasis : colors.emphasis,
              guard: colors.outline === undefined ? kit.colours.guard : colors.outline,
            },
          }),
        },
        locked,
      })
      return present(changed)
    },
  )
}
