/** A file's size as disks are sold: `840 kB`, `11 MB`, `4.2 GB`. */
export function saySize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  const units = ['kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = -1
  do {
    size /= 1000
    unit++
  } while (size >= 999.5 && unit < units.length - 1)
  return `${size < 9.95 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`
}
