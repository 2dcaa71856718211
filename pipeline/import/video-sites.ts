import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

const SITES = ['youtube.com', 'youtu.be', 'vimeo.com']

/** Whether an address is a page of a site whose videos only yt-dlp can fetch. */
export const isVideoSite = ({ hostname }: URL): boolean =>
  SITES.some((site) => hostname === site || hostname.endsWith(`.${site}`))

/** Where yt-dlp is on this machine; null where it is not installed. */
export async function ytDlp(path = process.env.PATH ?? ''): Promise<string | null> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const file = join(folder, 'yt-dlp')
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return file
  }
  return null
}
