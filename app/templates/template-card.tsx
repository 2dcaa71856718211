import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { sayCount } from '#core/say-count.ts'
import { partNames } from '#core/template.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Menu, MenuItem, MenuLine } from '../components/menu.tsx'
import { SampleStill } from './sample-still.tsx'
import type { ListedTemplate } from './template-page.tsx'

/** A template as the gallery shows it: what it does to some words, whose it is, and what it brings. */
export function TemplateCard({
  template,
  onDuplicate,
  onEdit,
  onRemove,
}: {
  template: ListedTemplate
  onDuplicate(): void
  onEdit(): void
  onRemove(): void
}) {
  const { name, category, by, usageCount, version, look, mayChange } = template
  const brings = look.parts.map((part) => partNames[part]).join(', ')
  return (
    <article
      aria-label={name}
      className="flex min-w-0 flex-col overflow-hidden rounded-3 bg-panel light:shadow-e1"
    >
      <SampleStill look={look} name={name} />
      <div className="flex items-start gap-2 p-3">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-13 text-1" title={name}>
            {name}
          </h2>
          <p className="truncate text-12 text-2">
            {category ? `${category}, by ${by}` : `By ${by}`}
          </p>
          <p className="tabular truncate text-12 text-3" title={brings}>
            v{version}, {sayCount(usageCount, 'clip')}. {brings}
          </p>
        </div>
        <Menu
          trigger={
            <IconButton label={`More for ${name}`} className="-mr-1">
              <Ellipsis size={16} aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<Copy size={16} aria-hidden />} onSelect={onDuplicate}>
            Duplicate to yours
          </MenuItem>
          {mayChange && (
            <>
              <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={onEdit}>
                Name, category, who finds it
              </MenuItem>
              <MenuLine />
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={onRemove}>
                Delete
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
    </article>
  )
}
