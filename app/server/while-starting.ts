import { commonHeaders } from './security-headers.ts'

/** Asked again by the page itself, s. A first start builds the website for most of a minute. */
const AGAIN_SECONDS = 3

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<meta http-equiv="refresh" content="${AGAIN_SECONDS}">
<title>Cliproom is starting</title>
<style>body{font:16px/1.5 system-ui,sans-serif;display:grid;place-content:center;min-height:100vh;margin:0 24px;text-align:center}</style>
<main><h1>Cliproom is starting</h1><p>The first start builds the website, which takes a moment. This page opens by itself.</p></main>
`

/** What is answered until every part is there: the process is up, and cannot work yet. */
export function answerWhileStarting(request: Request): Response {
  const { pathname } = new URL(request.url)
  if (pathname === '/healthz') return new Response('ok', { headers: commonHeaders })
  const [body, type] =
    pathname === '/readyz'
      ? [JSON.stringify({ ready: false, parts: { website: 'being built' } }), 'application/json']
      : [page, 'text/html; charset=utf-8']
  return new Response(body, {
    status: 503,
    headers: {
      ...commonHeaders,
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'Cache-Control': 'no-store',
      'Retry-After': String(AGAIN_SECONDS),
    },
  })
}
