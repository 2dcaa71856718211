import { expect, test } from 'vitest'
import { type CommentMarker, timecode, writeMarkers } from './comment-markers.ts'

const clip = { title: 'Quiet & first', shape: '9:16' as const, lengthMs: 42_500 }
const marker = (more: Partial<CommentMarker> = {}): CommentMarker => ({
  ...{ from: 13_100, to: 15_000, author: 'Elin', body: 'Lower?', quote: null },
  ...{ resolved: false, internal: false, answers: [] },
  ...more,
})

test('times are counted in frames of the clip', () => {
  expect([0, 29, 30, 393, 108_000 + 1].map(timecode)).toEqual([
    ...['00:00:00:00', '00:00:00:29', '00:00:01:00', '00:00:13:03', '01:00:00:01'],
  ])
})

test('a table has a row for each, and no cell in it is taken for a formula', () => {
  const csv = writeMarkers('csv', clip, [
    marker({ quote: 'the loudest', answers: [{ author: 'Kenji', body: 'Moving it' }] }),
    marker({ author: '=1+1', body: 'He said "lower",\nthen left', from: 0, to: 0, resolved: true }),
  ])
  expect(csv.split('\r\n')).toEqual([
    'In,Out,Frame,Author,Comment,Words,Resolved,Internal,Answers',
    '00:00:13:03,00:00:15:00,393,Elin,Lower?,the loudest,no,no,Kenji: Moving it',
    `00:00:00:00,00:00:00:00,0,'=1+1,"He said ""lower"",\nthen left",,yes,no,`,
    '',
  ])
})

test('an EDL has an event with a marker for each', () => {
  expect(
    writeMarkers('edl', clip, [marker({ body: 'Two\nlines | bar' }), marker({ to: 13_100 })]),
  ).toBe(`TITLE: Quiet & first
FCM: NON-DROP FRAME

001  001      V     C        00:00:13:03 00:00:13:04 00:00:13:03 00:00:13:04  
 |C:ResolveColorYellow |M:Elin: Two lines bar |D:57

002  001      V     C        00:00:13:03 00:00:13:04 00:00:13:03 00:00:13:04  
 |C:ResolveColorYellow |M:Elin: Lower? |D:1
`)
})

test('FCPXML has a to-do marker for each, whatever is typed', () => {
  const xml = writeMarkers('fcpxml', clip, [
    marker({ body: '<b>"Tom" & \u0000co\ud83d</b>', quote: 'so', resolved: true }),
  ])
  expect(xml).toContain('<project name="Quiet &#38; first">')
  expect(xml).toContain('duration="1275/30s" tcStart="0s"')
  expect(xml).toContain(
    '<marker start="393/30s" duration="57/30s" value="Elin: &#60;b&#62;&#34;Tom&#34; &#38; co&#60;/b&#62;" completed="1" note="“so”"/>',
  )
})
