/** Styles that mean no good, or are careless, and what is said of each. `server` is listening for them. */
const wrapped = (body: string, before = '') => `import { z } from 'zod'
import React from 'react'
export const props = z.object({})
${before}
export default function Style({ page, frame }) {
  ${body}
  return <text>{String(frame)}</text>
}`

/** One call that no count stops: only its time does. */
export const STUCK_STYLE = wrapped("/^(a+)+$/.test('a'.repeat(60) + 'b')")

export const hostileStyles = (server: string): [name: string, source: string, said: RegExp][] => [
  ['loops without end', wrapped('while (true) {}'), /Line 6: This runs without an end/],
  [
    'loops without end and catches what stops it',
    wrapped('for (;;) { try { while (true) {} } catch {} }'),
    /Line 6: This runs without an end/,
  ],
  [
    'loops in a callback',
    wrapped('page.words.map(() => {\n  while (true);\n})'),
    /Line 7: This runs without an end/,
  ],
  ['calls itself', wrapped('const again = () => again()\nagain()'), /stack|without an end/i],
  ['loops before it is asked', wrapped('', 'while (true) {}'), /Line 4: This runs without an end/],
  ['throws', wrapped("\n\nthrow new Error('no such colour')"), /Line 8: no such colour/],
  ['throws what is no error', wrapped('throw null'), /threw something that is no error/],
  [
    'asks the network',
    wrapped(`fetch('${server}/fetch')`),
    /fetch is not a function|fetch is not defined/,
  ],
  [
    'asks the network by another door',
    wrapped(`const x = new (Object.getPrototypeOf(self).constructor)()`),
    /Line 6: /,
  ],
  [
    'makes code of text',
    wrapped(`[].constructor.constructor('return fetch')()('${server}/made')`),
    /Line 6: .*(unsafe-eval|Content Security|not a constructor|blocked|Refused)/i,
  ],
  [
    'loads a script',
    wrapped(`importScripts('${server}/script.js')`),
    /importScripts is not a function/,
  ],
  ['reaches for the page around it', wrapped('parent.document.title'), /parent is not defined/],
  ['reaches for a document', wrapped("document.createElement('a')"), /document is not defined/],
  [
    'speaks for itself',
    wrapped("self.postMessage({ id: 1, ok: true, value: '[]' })"),
    /postMessage is not a function/,
  ],
  [
    'draws what it is not given',
    wrapped('return <image href="data:image/png;base64,AA" />'),
    /may not draw <image>/,
  ],
  [
    'draws a script',
    wrapped(
      "return <g dangerouslySetInnerHTML={{ __html: '</g></svg><img src=x onerror=alert(1)>' }} />",
    ),
    /may not draw/,
  ],
  [
    'draws HTML',
    wrapped('return <foreignObject><div>hello</div></foreignObject>'),
    /may not draw <foreignobject>/,
  ],
  [
    'draws from an address',
    wrapped(`return <rect style={{ fill: 'url(${server}/paint)' }} />`),
    /may not draw an address/,
  ],
  [
    'moves by itself',
    wrapped('return <animate attributeName="x" dur="1s" />'),
    /may not draw <animate>/,
  ],
  [
    'runs when it is drawn',
    wrapped('return <g dangerouslySetInnerHTML={{ __html: \'<rect onload="alert(1)" />\' }} />'),
    /may not draw the attribute onload/,
  ],
  [
    'draws far too much',
    wrapped("return <text>{'x'.repeat(300_000)}</text>"),
    /A picture of 300,\d+ letters is too much/,
  ],
  [
    'draws far too many',
    wrapped('return <g>{Array.from({ length: 9000 }, (_, i) => <path key={i} />)}</g>'),
    /more than 4000 elements/,
  ],
  [
    'asks for the time',
    wrapped('return <text>{Date.now()}</text>'),
    /Date.now is not a function|no clock/,
  ],
  [
    'asks for the time in a newer way',
    wrapped('return <text>{Temporal.Now.instant().epochMilliseconds}</text>'),
    /Temporal is not defined|reading 'Now'/,
  ],
  [
    'asks a file when it was made',
    wrapped("return <text>{new File([], 'now').lastModified}</text>"),
    /File is not (defined|a constructor)/,
  ],
  ['draws lots', wrapped('return <text>{Math.random()}</text>'), /Line 6: A style draws no lots/],
  [
    'remembers what it drew',
    wrapped('return <text>{n++}</text>', 'let n = 0'),
    /looks different each time/,
  ],
  [
    'changes what everything is made of',
    wrapped(
      '',
      "Object.prototype.ok = true; Array.prototype.map = () => ['<image/>']; JSON.stringify = () => 'nonsense'",
    ),
    /makes no sense|cannot be/,
  ],
  ['has no properties', `export default () => null`, /exports its properties/],
  [
    'has a property without a value',
    `import { z } from 'zod'\nexport const props = z.object({ a: z.string() })\nexport default () => null`,
    /The property a has no value of its own/,
  ],
]
