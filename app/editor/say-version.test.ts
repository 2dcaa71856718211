import { expect, test } from 'vitest'
import { sayDay, sayPeople, sayTimes, sayVersion } from './say-version.ts'
import type { Version } from './versions.ts'

const now = new Date(2026, 10, 25, 12, 0)
const version = (change: Partial<Version>): Version => ({
  id: '00000000-0000-4000-8000-00000000000c' as Version['id'],
  kind: 'quiet',
  number: null,
  name: null,
  people: [],
  edits: 3,
  say: [],
  startedAt: new Date(2026, 10, 25, 11, 2).toISOString(),
  createdAt: new Date(2026, 10, 25, 11, 39).toISOString(),
  ...change,
})

test.each([
  ['Today', new Date(2026, 10, 25, 0, 1)],
  ['Yesterday', new Date(2026, 10, 24, 23, 59)],
  ['Friday', new Date(2026, 10, 20, 8)],
  ['3 November', new Date(2026, 10, 3)],
  ['3 November 2025', new Date(2025, 10, 3)],
])('a day is said as "%s"', (say, at) => {
  expect(sayDay(at, now)).toBe(say)
})

test('a group of edits says from when to when, a named version when', () => {
  expect(sayTimes(version({}))).toBe('11:02 to 11:39')
  expect(sayTimes(version({ kind: 'named' }))).toBe('11:39')
  expect(sayTimes(version({ startedAt: version({}).createdAt }))).toBe('11:39')
})

test('a version is called by its number, else by its time', () => {
  expect(sayVersion(version({ number: 3, kind: 'named' }), now)).toBe('v3')
  expect(sayVersion(version({}), now)).toBe('Today 11:39')
})

const people = ['Ana Reyes', 'Ben Ito', 'Chloe Marsh', 'Dov Levi'].map((name) => ({
  id: name.slice(0, 1),
  name,
}))
test.each([
  ['You', people.slice(0, 1), 'A'],
  ['You and Ben', people.slice(0, 2), 'A'],
  ['You and Ana', people.slice(0, 2), 'B'],
  ['Ana, Ben and Chloe', people.slice(0, 3), 'X'],
  ['Ana, Ben and 2 others', people, 'X'],
  ['Nobody', [], 'A'],
])('people are said as "%s"', (say, who, me) => {
  expect(sayPeople(who, me)).toBe(say)
})
