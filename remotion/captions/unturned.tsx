import type { ResolvedLook } from '../resolve-look.ts'

/**
 * Nothing to see. Letters of a turned page that a browser gives a layer of their own it draws straight,
 * and turns their px, which makes them soft; with this beside them their layer holds the whole picture.
 */
export const Unturned = ({ look }: { look: ResolvedLook }) => (
  <rect {...look.picture} fill="transparent" pointerEvents="none" />
)
