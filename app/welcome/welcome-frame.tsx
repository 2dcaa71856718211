import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LogoWithName, useLabel } from '../components/logo.tsx'
import { ThemeButton } from '../components/theme-button.tsx'
import type { PublicFact } from '../server/machine-facts.ts'
import { MachineStrip } from './machine-strip.tsx'

const claims = [
  ['Cut words, not waveforms', 'What you strike leaves the video.'],
  ['Everyone in one clip', 'See each other, undo only your own.'],
  ['What you see is the file', 'Preview and export are one drawing.'],
] as const

/** The form at the left, the editor as it is at the right, and what this machine can do below it. */
export function WelcomeFrame({
  title,
  lead,
  machine,
  foot,
  children,
}: {
  title: ReactNode
  lead: string
  machine: PublicFact[]
  /** The other way in. */
  foot: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh max-lg:flex-col">
      <main className="flex w-[520px] shrink-0 flex-col border-line border-r bg-panel px-14 pt-7 pb-6 max-lg:w-full max-lg:border-r-0 max-lg:px-8 max-sm:px-5">
        <div className="flex items-center justify-between">
          <Link to="/" aria-label={useLabel().name}>
            <LogoWithName size={26} />
          </Link>
          <ThemeButton />
        </div>
        <div className="my-auto py-10 max-lg:mx-auto max-lg:w-full max-lg:max-w-[440px] max-sm:py-7">
          <h1 className="text-balance font-semibold text-[40px] text-1 leading-[46px] tracking-[-0.025em] max-sm:text-[32px] max-sm:leading-[38px]">
            {title}
          </h1>
          <p className="mt-4 mb-7 text-16 text-2">{lead}</p>
          {children}
        </div>
        <div className="flex items-center justify-between gap-4 text-13 text-3">
          <p>{foot}</p>
          <p className="text-12">MIT licence</p>
        </div>
      </main>
      <section
        aria-label={`What ${useLabel().name} is`}
        className="flex min-w-0 flex-1 flex-col overflow-hidden bg-stage text-1 lg:sticky lg:top-0 lg:h-dvh"
        data-theme="dark"
      >
        <ul className="flex gap-10 px-16 pt-[72px] pb-9 max-lg:gap-6 max-lg:px-8 max-lg:pt-10 max-sm:flex-col max-sm:gap-4 max-sm:px-5">
          {claims.map(([claim, meaning]) => (
            <li key={claim} className="min-w-0">
              <h2 className="font-semibold text-[14px] text-1 leading-5">{claim}</h2>
              <p className="text-[14px] text-2 leading-5">{meaning}</p>
            </li>
          ))}
        </ul>
        {/* It runs out of the window on purpose: the editor is wider than what is left. */}
        <div className="min-h-0 flex-1 overflow-hidden pl-16 max-lg:pl-8 max-sm:pl-5">
          <img
            src="/editor.png"
            width={1440}
            height={900}
            alt="The editor: a transcript with words struck out, the clip with its captions, and the timeline."
            className="w-[max(1040px,112%)] max-w-none rounded-tl-4 rounded-bl-4 shadow-e3 max-sm:w-[640px]"
          />
        </div>
        <MachineStrip machine={machine} />
      </section>
    </div>
  )
}
