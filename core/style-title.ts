import type { CaptionStyle } from './caption-style.ts'

/** What people call a style: its own name, or its template's. */
export function styleTitle({ name, template }: Pick<CaptionStyle, 'name' | 'template'>): string {
  const plain = (template?.id ?? name).replaceAll('-', ' ')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}
