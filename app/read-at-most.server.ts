/**
 * A request's body, or null where it is longer than `most` bytes. It stops reading there: a length that
 * was announced may be a lie, and none need be.
 */
export async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  most: number,
): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength
    if (size > most) {
      await reader?.cancel()
      return null
    }
    parts.push(next.value)
  }
  return Buffer.concat(parts)
}
