import type { MetaFunction } from '@remix-run/node'
import { OWN_NAME, type PlaceLabel } from '#core/place-label.ts'

type Matches = { id: string; data: unknown }[]

/** The title of a page: what it shows, and whose place it is. */
export function pageTitle(say: string | null | undefined, matches: Matches): string {
  const root = matches.find(({ id }) => id === 'root')?.data as { label?: PlaceLabel } | undefined
  const name = root?.label?.name ?? OWN_NAME
  return say ? `${say} · ${name}` : name
}

/** For a page that is called the same whatever it shows. */
export const titled =
  (say: string): MetaFunction =>
  ({ matches }) => [{ title: pageTitle(say, matches as Matches) }]
