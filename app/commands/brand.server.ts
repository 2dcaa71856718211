import { z } from 'zod'
import type { ApiStyleChange } from '#core/api-style.ts'
import { assetsOfKit, BrandField, BrandKit, brandFieldNames } from '#core/brand-kit.ts'
import { AppError } from '#core/errors.ts'
import { ClipId } from '#core/ids.ts'
import { templateNamed } from '#core/overlay-template.ts'
import { getAsset } from '#db/assets.ts'
import { brandOf, brandOfClip, type KeptBrand, saveBrand } from '#db/brand-kits.ts'
import { getClip } from '#db/clips.ts'
import { note, roleIn } from '#db/workspace-people.ts'
import type { CommandContext } from './command-context.ts'
import { requireAdmin } from './require-admin.server.ts'

type Context = Pick<CommandContext, 'db' | 'user'>

/** The brand of the workspace somebody works in. */
export async function readBrand({
  db,
  user,
}: Context): Promise<KeptBrand & { mayChange: boolean }> {
  const role = await roleIn(db, user.workspaceId, user.id)
  return {
    ...(await brandOf(db, user.workspaceId)),
    mayChange: role === 'owner' || role === 'admin',
  }
}

export const BrandOfClip = z.object({ clipId: ClipId })

/** The brand that a clip wears. */
export async function readBrandOfClip(
  { db, user }: Context,
  { clipId }: z.infer<typeof BrandOfClip>,
): Promise<KeptBrand> {
  await getClip(db, clipId, user.id)
  return brandOfClip(db, clipId)
}

export const ChangeBrand = z.object({
  /** The fields that are given take the place of those there. */
  kit: BrandKit.partial().default({}),
  locked: z.array(BrandField).optional(),
})
export type ChangeBrand = z.input<typeof ChangeBrand>

/** Changes what a workspace's clips begin with, and what they may not differ from. */
export async function changeBrand({ db, user }: Context, input: ChangeBrand): Promise<KeptBrand> {
  const { workspaceId } = user
  requireAdmin({ role: await roleIn(db, workspaceId, user.id) })
  const { kit: change, locked: wanted } = ChangeBrand.parse(input)
  await db.transaction(async (tx) => {
    const known = await brandOf(tx, workspaceId)
    const kit = BrandKit.parse({ ...known.kit, ...change })
    for (const id of assetsOfKit(kit)) {
      const asset = await getAsset(tx, id, user.id)
      if (asset.workspaceId !== workspaceId) throw new AppError('asset.not-found')
      if (asset.kind !== 'picture')
        throw new AppError('request.invalid', { detail: 'A brand is shown with pictures.' })
    }
    const locked = BrandField.options.filter((field) => (wanted ?? known.locked).includes(field))
    await saveBrand(tx, workspaceId, { kit, locked, changedBy: user.id })
    await note(tx, { workspaceId, userId: user.id, action: 'brand.changed', data: { locked } })
  })
  return brandOf(db, workspaceId)
}

/** Refuses a change of what the workspace has locked, by name. Fails with 'brand.locked'. */
export function requireUnlocked(
  { locked }: Pick<KeptBrand, 'locked'>,
  wanted: readonly BrandField[],
): void {
  const [field] = wanted.filter((one) => locked.includes(one))
  if (!field) return
  const name = brandFieldNames[field]
  throw new AppError('brand.locked', {
    detail: `${name.charAt(0).toUpperCase()}${name.slice(1)} of clips here: locked by the workspace’s brand. Owners and admins change that in its settings.`,
  })
}

const colours = Object.keys(BrandKit.shape.colours.shape)

/** What of a brand a change of a clip's style in the words of the API is about. */
export const brandFieldsOfStyle = ({
  captions = {},
  ...fields
}: z.infer<typeof ApiStyleChange>): BrandField[] => [
  ...(fields.caption_color !== undefined ||
  fields.caption_bg_color !== undefined ||
  colours.some((colour) => colour in captions)
    ? (['colours'] as const)
    : []),
  ...(fields.caption_font !== undefined || 'font' in captions ? (['font'] as const) : []),
  ...(fields.brand_logo_url !== undefined ||
  fields.brand_logo_position !== undefined ||
  fields.brand_logo_scale !== undefined ||
  fields.brand_watermark_opacity !== undefined
    ? (['logo'] as const)
    : []),
  ...(templateNamed(fields.overlay_template ?? null) === 'title-card' ? (['intro'] as const) : []),
]
