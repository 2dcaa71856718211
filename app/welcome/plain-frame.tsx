import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LogoWithName, useLabel } from '../components/logo.tsx'
import { ThemeButton } from '../components/theme-button.tsx'

/** One small thing to do, reached by a link. */
export function PlainFrame({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col bg-bg px-5 py-6">
      <header className="mx-auto flex w-full max-w-[440px] items-center justify-between">
        <Link to="/" aria-label={useLabel().name}>
          <LogoWithName size={26} />
        </Link>
        <ThemeButton />
      </header>
      <main className="mx-auto my-auto w-full max-w-[440px] py-10">
        <h1 className="font-semibold text-26 text-1 tracking-[-0.01em]">{title}</h1>
        {lead && <p className="mt-3 text-15 text-2">{lead}</p>}
        <div className="mt-6">{children}</div>
      </main>
    </div>
  )
}
