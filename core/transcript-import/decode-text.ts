import { AppError } from '../errors.ts'

/** Forty hours of captions are smaller; anything larger is something else. */
export const LARGEST_TRANSCRIPT = 20 * 1024 * 1024

/** The text of a file in the encodings captions come in: UTF-8, UTF-16, and Windows' Latin-1. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > LARGEST_TRANSCRIPT) throw new AppError('transcript.too-large')
  const text = read(bytes)
  // Text has tabs and line ends, and no other control characters to speak of.
  let odd = 0
  for (let i = 0; i < Math.min(text.length, 20_000); i++) {
    const code = text.charCodeAt(i)
    if (code === 0 || code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13))
      odd++
  }
  if (odd > 2 + Math.min(text.length, 20_000) / 1000) throw new AppError('transcript.unreadable')
  return text.replace(/\r\n?/g, '\n')
}

function read(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = withoutMark(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** UTF-16 that does not say so: digits, colons and spaces leave every other byte zero. */
function withoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length & ~1, 4000)
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  if (odd > length / 5 && even < length / 50) return 'utf-16le'
  if (even > length / 5 && odd < length / 50) return 'utf-16be'
  return null
}
