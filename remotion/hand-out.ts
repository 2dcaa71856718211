/** A browser takes ten files a second from a page; of one more it says nothing, and it never comes. */
const APART_MS = 125

let last = Number.NEGATIVE_INFINITY
let address: string | null = null

/**
 * Hands bytes to whoever drives the browser, one part after another in a file. An answer is copied from
 * letter to letter, several times over; a file is written as it is.
 */
export async function handOut(parts: Uint8Array<ArrayBuffer>[]): Promise<void> {
  const early = last + APART_MS - performance.now()
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
  last = performance.now()
  // Until here the one before has been fetched.
  if (address) URL.revokeObjectURL(address)
  address = URL.createObjectURL(new Blob(parts))
  Object.assign(document.createElement('a'), { href: address, download: 'handed-out' }).click()
}
