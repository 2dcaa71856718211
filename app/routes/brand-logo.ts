import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { LOGO_TYPES } from '../server/label.ts'

/** The logo that was set where the server was started. It is for everybody: guests see it too. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { logo } = context.config.label
  const type = logo && LOGO_TYPES[extname(logo).toLowerCase()]
  if (!logo || !type) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(await readFile(logo)), {
    headers: {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=3600',
      'X-Content-Type-Options': 'nosniff',
      // Opened by itself an SVG is a document.
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
