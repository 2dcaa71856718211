import { expect, test } from 'vitest'
import {
  type EngineChoice,
  inTheirOrder,
  usualChoice,
  whoHears,
  whyNotRead,
} from './engine-choice.ts'

const here = { name: 'local', leaves: false } as const
const home = { name: 'server', leaves: true } as const
const cloud = { name: 'openai', leaves: true } as const
const all = [here, home, cloud]
const choice = (given: Partial<EngineChoice>): EngineChoice => ({ ...usualChoice, ...given })

test('who says nothing uses everything, as the server has it', () => {
  expect(whoHears(all, usualChoice)).toEqual(all)
  expect(whyNotRead({ leaves: true }, usualChoice, 'translation')).toBeNull()
})

test('engines are tried as a workspace orders them, and the others after', () => {
  expect(inTheirOrder(all, choice({ order: ['openai'] }))).toEqual([cloud, here, home])
  expect(inTheirOrder(all, choice({ order: ['server', 'deepgram', 'local'] }))).toEqual([
    ...[home, here, cloud],
  ])
})

test('what is switched off does not hear, and neither does who would take sound away', () => {
  expect(whoHears(all, choice({ off: ['local'] }))).toEqual([home, cloud])
  expect(whoHears(all, choice({ stays: ['sound'] }))).toEqual([here])
  expect(whoHears(all, choice({ stays: ['translation'] }))).toEqual(all)
})

test.each<[(typeof all)[number][], Partial<EngineChoice>, string]>([
  [[], {}, 'No speech engine is set up'],
  [all, { off: ['local', 'server', 'openai'] }, 'switched off in this workspace'],
  [[home], { stays: ['sound'] }, 'Sound stays on this machine in this workspace'],
  [all, { off: ['local'], stays: ['sound'] }, 'Sound stays on this machine'],
])('where nobody may hear it is said why: %j %j', (engines, given, say) => {
  expect(() => whoHears(engines, choice(given))).toThrow(say)
})

test.each<[{ leaves: boolean }, Partial<EngineChoice>, string | null]>([
  [{ leaves: true }, { stays: ['suggestions'] }, 'Words for suggestions stay'],
  [{ leaves: true }, { stays: ['posts'] }, null],
  [{ leaves: false }, { stays: ['suggestions'] }, null],
  [{ leaves: false }, { off: ['language'] }, 'switched off'],
])('a model that is %j is asked under %j, or it is said why not', (model, given, say) => {
  const refusal = whyNotRead(model, choice(given), 'suggestions')
  if (say === null) expect(refusal).toBeNull()
  else expect(refusal?.message).toContain(say)
})
