import type { CommentMarker } from './comment-markers.ts'

/** Where a page finds its letters, below the address it is at. */
export const FONT_SHEETS = ['inter', 'arabic', 'hebrew', 'devanagari', 'jp', 'kr', 'sc', 'emoji']

/**
 * What was said of a clip as a page to be printed on A4, in the time of the clip. Everything people
 * wrote is text here, whatever it looks like, and the page runs no script.
 */
export function commentPage(clip: { title: string }, markers: readonly CommentMarker[]): string {
  const settled = markers.filter(({ resolved }) => resolved).length
  const count = markers.length === 1 ? '1 comment' : `${markers.length} comments`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline'; font-src 'self'">
<title>${text(clip.title)}</title>
${FONT_SHEETS.map((name) => `<link rel="stylesheet" href="/fonts/${name}/sheet.css">`).join('\n')}
<style>${STYLE}</style>
</head>
<body>
<h1 dir="auto">${text(clip.title)}</h1>
<p class="count">${markers.length === 0 ? 'No comments.' : `${count}, ${settled} resolved.`}</p>
${markers.map(comment).join('\n')}
</body>
</html>
`
}

function comment({ from, to, author, body, quote, resolved, internal, answers }: CommentMarker) {
  const tags = [resolved && 'Resolved', internal && 'Internal'].filter(Boolean)
  return `<article>
<p class="time">${clock(from)}${to > from ? `–${clock(to)}` : ''}</p>
<div>
<p class="who">${text(author)}${tags.map((tag) => `<span class="tag">${tag}</span>`).join('')}</p>
${quote ? `<blockquote dir="auto">${text(quote)}</blockquote>` : ''}
<p class="said" dir="auto">${text(body)}</p>
${answers.map((one) => `<div class="answer"><p class="who">${text(one.author)}</p><p class="said" dir="auto">${text(one.body)}</p></div>`).join('\n')}
</div>
</article>`
}

/** `1:02.4`: minutes, seconds and tenths. */
function clock(ms: number): string {
  const tenths = Math.round(ms / 100)
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0')
  return `${Math.floor(tenths / 600)}:${seconds}.${tenths % 10}`
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const text = (written: string) => written.replace(/[&<>"]/g, (letter) => named[letter] ?? letter)

const STYLE = `
body { margin: 0; color: #16181d; font: 10.5pt/1.5 'Inter Variable', 'Noto Sans Arabic Variable',
  'Noto Sans Hebrew Variable', 'Noto Sans Devanagari', 'Noto Sans JP Variable', 'Noto Sans KR Variable',
  'Noto Sans SC Variable', 'Noto Color Emoji', sans-serif; }
p, h1, blockquote { margin: 0; }
h1 { font-size: 18pt; line-height: 1.25; font-weight: 650; }
.count { color: #5c6370; padding-bottom: 14pt; border-bottom: 0.75pt solid #d5d8de; }
article { display: grid; grid-template-columns: 92pt 1fr; gap: 12pt; padding: 11pt 0;
  border-bottom: 0.75pt solid #e6e8ec; break-inside: avoid; }
.time { font-variant-numeric: tabular-nums; color: #5c6370; }
.who { font-weight: 600; }
.tag { margin-left: 7pt; padding: 0 5pt; border: 0.75pt solid #c3c8d1; border-radius: 7pt;
  font-size: 8pt; font-weight: 500; color: #5c6370; }
blockquote { margin: 3pt 0; padding-inline-start: 8pt; border-inline-start: 2pt solid #d5d8de;
  color: #5c6370; }
.said { white-space: pre-wrap; overflow-wrap: anywhere; }
.answer { margin-top: 7pt; padding-left: 12pt; border-left: 0.75pt solid #d5d8de; }
`
