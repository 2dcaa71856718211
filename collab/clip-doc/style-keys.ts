import {
  CaptionStyle,
  PropName,
  PropValue,
  plainStyle,
  SpeakerKey,
  type StyleChange,
  StyleName,
  type TemplateRef,
  TemplateRef as TemplateRefSchema,
} from '#core/caption-style.ts'
import { Colour } from '#core/colour.ts'
import { type ClipDoc, type Decision, yDoc } from './clip-doc.ts'
import { byText } from './decisions.ts'

/**
 * A style as flat keys: `tpl` pins a template and its version as one, `o/<prop>` is an override of
 * the template's, `sp/<n>` a speaker's colour, and every other property is a key of its own.
 */

const { template: _, overrides: __, speakers: ___, ...plain } = CaptionStyle.shape
export const plainFields = plain
type PlainField = keyof typeof plainFields

/** More than any template has. */
const MAX_OVERRIDES = 100

/** The keys a change writes. Throws on what no style can be. */
export function styleKeys(change: StyleChange): [string, Decision][] {
  const { template, overrides = {}, speakers = {}, ...rest } = change
  const keys: [string, Decision][] = []
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined || !(name in plainFields)) continue
    keys.push([name, plainFields[name as PlainField].parse(value) as Decision])
  }
  if (template !== undefined)
    keys.push(['tpl', template && pinned(TemplateRefSchema.parse(template))])
  for (const [name, value] of Object.entries(overrides)) {
    keys.push([`o/${PropName.parse(name)}`, PropValue.nullable().parse(value)])
  }
  for (const [speaker, value] of Object.entries(speakers)) {
    keys.push([`sp/${SpeakerKey.parse(speaker)}`, Colour.nullable().parse(value)])
  }
  return keys
}

/** A template and its version as one value. */
export const pinned = ({ id, version }: TemplateRef) => `${id}@${version}`

export function readStyle(doc: ClipDoc): CaptionStyle {
  const map = yDoc(doc).getMap('style')
  const style = plainStyle(StyleName.safeParse(map.get('name')).data ?? 'punch')
  for (const [key, field] of Object.entries(plainFields)) {
    const value = field.safeParse(map.get(key))
    if (value.success) Object.assign(style, { [key]: value.data })
  }
  style.template = readPin(map.get('tpl'))
  style.overrides = readGroup(map, 'o', PropName, PropValue)
  style.speakers = readGroup(map, 'sp', SpeakerKey, Colour)
  return style
}

export function readPin(value: unknown): TemplateRef | null {
  if (typeof value !== 'string') return null
  const at = value.lastIndexOf('@')
  const [id, version] = [value.slice(0, at), Number(value.slice(at + 1))]
  return TemplateRefSchema.safeParse({ id, version }).data ?? null
}

type Parser<T> = { safeParse(value: unknown): { data?: T | undefined } }

/** All keys `group/name` of a map, by name. */
export function readGroup<T>(
  map: { forEach(callback: (value: unknown, key: string) => void): void },
  group: string,
  name: Parser<string>,
  value: Parser<T>,
): Record<string, T> {
  const found: [string, T][] = []
  map.forEach((raw, key) => {
    if (!key.startsWith(`${group}/`)) return
    const [n, v] = [name.safeParse(key.slice(group.length + 1)).data, value.safeParse(raw).data]
    if (n !== undefined && v !== undefined) found.push([n, v])
  })
  return Object.fromEntries(found.sort(([a], [b]) => byText(a, b)).slice(0, MAX_OVERRIDES))
}
