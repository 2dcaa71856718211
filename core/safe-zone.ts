import { z } from 'zod'

/** Where vertical clips are shown, each with buttons and words of its own over the picture. */
export const Platform = z.enum(['tiktok', 'reels', 'shorts', 'all'])
export type Platform = z.infer<typeof Platform>

export const platformNames: Record<Platform, string> = {
  tiktok: 'TikTok',
  reels: 'Reels',
  shorts: 'Shorts',
  all: 'TikTok, Reels and Shorts',
}

/** Free of buttons, px of a 1080 × 1920 picture. */
export type SafeZone = { left: number; right: number; top: number; bottom: number }

export const safeZones: Record<Platform, SafeZone> = {
  // Below: name, caption and song; on the right: the buttons.
  tiktok: { left: 60, right: 960, top: 131, bottom: 1436 },
  // 14 % above, 35 % below and 6 % beside, as Meta asks.
  reels: { left: 65, right: 1015, top: 269, bottom: 1248 },
  shorts: { left: 60, right: 888, top: 288, bottom: 1248 },
  all: { left: 65, right: 888, top: 288, bottom: 1248 },
}
