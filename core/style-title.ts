import type { CaptionStyle } from './caption-style.ts'

/** What people call a style: its own name, or its template's. */
export function styleTitle({ name, template }: Pick<CaptionStyle, 'name' | 'template'>): string {
  // One that people wrote goes by an id; its name is not in the clip.
  if (template && /^[0-9a-f-]{36}$/.test(template.id))
    return `Written style, version ${template.version}`
  const plain = (template?.id ?? name).replaceAll('-', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
