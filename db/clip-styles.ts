import { eq } from 'drizzle-orm'
import type { ApiStyleChange, ApiStyleFields } from '#core/api-style.ts'
import type { ClipId } from '#core/ids.ts'
import type { Db } from './client.ts'
import { clipStyles } from './schema/clips.ts'

/** A clip's look as programs left it. */
export type ClipStyle = { fields: ApiStyleFields; updatedAt: Date }

const columns = {
  caption_enabled: clipStyles.captionEnabled,
  caption_font: clipStyles.captionFont,
  caption_size: clipStyles.captionSize,
  caption_color: clipStyles.captionColor,
  caption_bg_color: clipStyles.captionBgColor,
  caption_position: clipStyles.captionPosition,
  caption_animation: clipStyles.captionAnimation,
  caption_max_words: clipStyles.captionMaxWords,
  brand_logo_url: clipStyles.brandLogoUrl,
  brand_logo_position: clipStyles.brandLogoPosition,
  brand_logo_scale: clipStyles.brandLogoScale,
  brand_watermark_opacity: clipStyles.brandWatermarkOpacity,
  overlay_template: clipStyles.overlayTemplate,
  transition_effect: clipStyles.transitionEffect,
  background_music_url: clipStyles.backgroundMusicUrl,
  background_music_volume: clipStyles.backgroundMusicVolume,
  original_audio_volume: clipStyles.originalAudioVolume,
}

/** Access is decided where the clip is read. */
export async function clipStyleOf(db: Db, clipId: ClipId): Promise<ClipStyle | null> {
  const [row] = await db
    .select({ fields: columns, updatedAt: clipStyles.updatedAt })
    .from(clipStyles)
    .where(eq(clipStyles.clipId, clipId))
  // The columns' own checks are the schema's that wrote them.
  return row ? { ...row, fields: row.fields as ApiStyleFields } : null
}

export async function writeStyleFields(
  tx: Db,
  clipId: ClipId,
  fields: Omit<ApiStyleChange, 'captions'>,
): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  )
  await tx
    .insert(clipStyles)
    .values({ clipId, ...values })
    .onConflictDoUpdate({ target: clipStyles.clipId, set: { ...values, updatedAt: new Date() } })
}
