import { clsx } from 'clsx'
import { Check, ChevronRight } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'

const panel = clsx(
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-72 overflow-y-auto rounded-3 bg-raised p-1 text-13 text-1 shadow-e2',
  'focus-visible:outline-none',
)
const row = clsx(
  'flex h-8 cursor-default select-none items-center gap-2.5 rounded-2 px-2.5 outline-none',
  'data-[highlighted]:bg-hover data-[disabled]:text-3',
  'data-[state=open]:bg-hover max-md:h-11',
)

/** A list of things to do, behind a button. `trigger` is that button. */
export function Menu({
  trigger,
  align = 'end',
  children,
}: {
  trigger: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={panel}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          loop
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({
  icon,
  danger = false,
  children,
  ...rest
}: { icon?: ReactNode; danger?: boolean } & ComponentProps<typeof DropdownMenu.Item>) {
  return (
    <DropdownMenu.Item {...rest} className={clsx(row, danger && 'text-danger')}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </DropdownMenu.Item>
  )
}

/** A file to take along: it is fetched, so it is a link. */
export function MenuDownload({
  href,
  icon,
  children,
}: {
  href: string
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item asChild className={row}>
      <a href={href} download>
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
      </a>
    </DropdownMenu.Item>
  )
}

/** One of several, with a tick at the one that holds. */
export function MenuChoice({
  chosen,
  children,
  ...rest
}: { chosen: boolean } & ComponentProps<typeof DropdownMenu.Item>) {
  return (
    <DropdownMenu.Item {...rest} role="menuitemradio" aria-checked={chosen} className={row}>
      <Check size={16} className={clsx('shrink-0', !chosen && 'invisible')} aria-hidden />
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </DropdownMenu.Item>
  )
}

/** A row that opens a further list. */
export function SubMenu({
  icon,
  name,
  children,
}: {
  icon?: ReactNode
  name: string
  children: ReactNode
}) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={row}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <ChevronRight size={16} className="text-3" aria-hidden />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent className={panel} sideOffset={4} collisionPadding={12} loop>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}

export const MenuLine = () => <DropdownMenu.Separator className="my-1 h-px bg-line" />
