import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type CaptionStyle, StyleName } from '#core/caption-style.ts'
import { layOutCaptions } from '../lay-out-captions.ts'
import { evenFont, styled } from '../layout.fixtures.ts'
import { overlayState } from '../overlay-key.ts'
import { resolveLook } from '../resolve-look.ts'
import { CaptionPicture } from './caption-picture.tsx'

/** Widths of the strokes around letters, in px of the picture. */
function strokes(name: StyleName, chosen: Partial<CaptionStyle>): number[] {
  const plain = styled(name, 'so here we go')
  const project = { ...plain, style: { ...plain.style, ...chosen } }
  const pages = layOutCaptions(project, '9:16', evenFont)
  const look = resolveLook(project.style, '9:16')
  const state = overlayState(pages, look, 10)
  if (!state) throw new Error('nothing is written')
  const drawn = renderToStaticMarkup(
    <svg role="presentation">
      <CaptionPicture {...{ pages, state, look }} />
    </svg>,
  )
  return [...drawn.matchAll(/<text[^>]*stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width))
}

test.each(StyleName.options)('%s without a box keeps an outline around its words', (name) => {
  expect(Math.max(0, ...strokes(name, { background: 'none' }))).toBeGreaterThan(0)
})

test('an outline that somebody sets is there in a style with a box too', () => {
  expect(strokes('steps', {})).toEqual([])
  expect(Math.max(0, ...strokes('steps', { outline: 0.1 }))).toBeGreaterThan(0)
})
