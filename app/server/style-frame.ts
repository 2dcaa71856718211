import { randomBytes } from 'node:crypto'

/** Where the document of the frame over the stage is. */
export const STYLE_FRAME_PATH = '/style-frame'

/**
 * The document in which styles that people wrote are shown. It is sandboxed by its own headers as by
 * the frame around it: without an origin, without a network, and shown by our own pages alone. Its one
 * script is in it, since a page without an origin can load no other.
 */
export function styleFrame(script: string): Response {
  const nonce = randomBytes(16).toString('base64')
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' blob:`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'sandbox allow-scripts',
  ]
  // What would end the script early is written so that it does not.
  const text = script.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')
  return new Response(
    `<!doctype html><meta charset="utf-8"><title>Caption style</title><meta name="color-scheme" content="light"><style>html,body{margin:0;width:100%;height:100%;overflow:hidden;background:transparent}*{animation:none!important;transition:none!important}</style><body><script nonce="${nonce}">${text}</script></body>`,
    {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': rules.join('; '),
        'X-Frame-Options': 'SAMEORIGIN',
        'Cache-Control': 'private, max-age=300',
      },
    },
  )
}
