import type { AssetKind } from './asset.ts'

/** What a file is, by its first bytes and never by its name. */
export type AssetHeader = {
  kind: AssetKind
  /** As HTTP names it. */
  type: string
  /** px; null for sound. */
  size: { width: number; height: number } | null
}

const ascii = (bytes: Uint8Array, at: number, text: string) =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))

/** Null for what we do not take: anything with scripts or addresses in it above all. */
export function readAssetHeader(bytes: Uint8Array): AssetHeader | null {
  const picture = (type: string, size: AssetHeader['size']): AssetHeader | null =>
    size && size.width > 0 && size.height > 0 ? { kind: 'picture', type, size } : null
  const sound = (type: string): AssetHeader => ({ kind: 'sound', type, size: null })
  if (ascii(bytes, 1, 'PNG\r\n') && bytes[0] === 0x89) return picture('image/png', pngSize(bytes))
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return picture('image/jpeg', jpegSize(bytes))
  if (ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WEBP'))
    return picture('image/webp', webpSize(bytes))
  if (ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WAVE')) return sound('audio/wav')
  if (ascii(bytes, 0, 'ID3')) return sound('audio/mpeg')
  // A frame of MPEG layer 3: eleven set bits, then its version and layer.
  if (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2) return sound('audio/mpeg')
  if (ascii(bytes, 4, 'ftypM4A')) return sound('audio/mp4')
  if (ascii(bytes, 0, 'OggS')) return sound('audio/ogg')
  if (ascii(bytes, 0, 'fLaC')) return sound('audio/flac')
  return null
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function pngSize(bytes: Uint8Array) {
  if (bytes.length < 24 || !ascii(bytes, 12, 'IHDR')) return null
  return { width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
}

/** Its size stands in the first "start of frame"; what comes before is passed over by its length. */
function jpegSize(bytes: Uint8Array) {
  const data = view(bytes)
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (frame) return { width: data.getUint16(at + 7), height: data.getUint16(at + 5) }
    at += 2 + data.getUint16(at + 2)
  }
  return null
}

function webpSize(bytes: Uint8Array) {
  if (bytes.length < 30) return null
  const data = view(bytes)
  const three = (at: number) => data.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16)
  if (ascii(bytes, 12, 'VP8X')) return { width: three(24) + 1, height: three(27) + 1 }
  if (ascii(bytes, 12, 'VP8L')) {
    const packed = data.getUint32(21, true)
    return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 }
  }
  if (!ascii(bytes, 12, 'VP8 ')) return null
  return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff }
}
