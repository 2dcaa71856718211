import type { Filmstrip } from '#core/video.ts'

/** Where in the sprite the picture lies that shows a place (0–1) of the video, as CSS backgrounds have it. */
export function pictureAt({ columns, count }: Filmstrip, place: number) {
  const rows = Math.ceil(count / columns)
  const index = Math.min(count - 1, Math.floor(place * count))
  const [column, row] = [index % columns, Math.floor(index / columns)]
  // A background's percent is of what the picture is larger than its box.
  const percent = (n: number, of: number) => (of > 1 ? (n / (of - 1)) * 100 : 0)
  return {
    size: `${columns * 100}% ${rows * 100}%`,
    position: `${percent(column, columns)}% ${percent(row, rows)}%`,
  }
}
