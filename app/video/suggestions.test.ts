import { expect, test } from 'vitest'
import { ClipId, SuggestionId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import type { Bounds } from './moment-bounds.ts'
import { inOrder, shownSuggestions } from './suggestions.ts'
import type { PageSuggestion, VideoPage } from './video-page.ts'

const id = () => crypto.randomUUID()
const suggestion = (rank: number, from: number, to: number): PageSuggestion => ({
  id: SuggestionId.parse(id()),
  rank,
  from: ms(from),
  to: ms(to),
  score: 80,
  parts: { hook: 80, emotion: 70, topic: 60, thought: 50, visual: null },
  reasons: [],
  highlights: [],
  title: `Moment ${rank}`,
  transcript: '',
  arrangement: { opensWith: null, skips: [] },
  dismissed: false,
})
const clipOf = (suggestionId: SuggestionId | null, from: number, to: number) => ({
  id: ClipId.parse(id()),
  suggestionId,
  title: 'A clip',
  from: ms(from),
  to: ms(to),
  durationMs: ms(to - from),
  status: 'draft' as const,
  by: { id: UserId.parse(id()), name: 'Ana' },
})
const best = suggestion(1, 5000, 9000)
const second = suggestion(2, 1000, 3000)
const shown = (clips: VideoPage['clips'] = [], moved: Record<string, Bounds> = {}) =>
  shownSuggestions({ suggestions: [best, second], clips }, moved)

test('a suggestion is shown where it was moved to, and remembers where it was found', () => {
  const [first] = shown([], { [best.id]: { from: ms(4000), to: ms(9000) } })
  expect(first).toMatchObject({ from: 4000, to: 9000, found: { from: 5000, to: 9000 } })
})

test('a suggestion that became a clip is shown with the edges of the clip, and its number', () => {
  const clips = [clipOf(null, 0, 500), clipOf(best.id, 4500, 9500)]
  const [first, other] = shown(clips, { [best.id]: { from: ms(0), to: ms(9000) } })
  expect(first).toMatchObject({ from: 4500, to: 9500, clip: { number: 2, id: clips[1]?.id } })
  expect(other?.clip).toBeNull()
})

test('suggestions come best first, or as they come in the video', () => {
  const ranks = (order: 'score' | 'time') => inOrder(shown(), order).map(({ rank }) => rank)
  expect(ranks('score')).toEqual([1, 2])
  expect(ranks('time')).toEqual([2, 1])
})
