import { Check, MessageSquareWarning } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../components/button.tsx'
import { ThemeButton } from '../components/theme-button.tsx'
import { NotificationBell } from '../notifications/notification-bell.tsx'
import type { ComparedWord } from './compare-words.ts'
import { comparedLook } from './compared-look.ts'
import { Compose } from './compose.tsx'
import { GuestName } from './guest-name.tsx'
import { ReviewComments } from './review-comments.tsx'
import { ApprovalList, ChangedFacts } from './review-facts.tsx'
import {
  ApprovalState,
  CompareLink,
  DownloadLink,
  EditedSince,
  ReviewTitle,
  VersionTabs,
} from './review-head.tsx'
import { ReviewStageView } from './review-stage.tsx'
import { ShareButton } from './share-button.tsx'
import { myVerdict, type ShownVersion, useReview } from './use-review.tsx'
import { VerdictSheet } from './verdict-sheet.tsx'

export function DesktopReview({ onVersion }: { onVersion(version: ShownVersion): void }) {
  const { review } = useReview()
  const { approval, version, may, me } = review
  const mine = myVerdict(review)
  const [deciding, setDeciding] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const decides = may.decide && approval && version?.id === approval.version.id
  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg">
      <header className="grid h-14 shrink-0 grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-4 border-line border-b bg-panel px-4">
        <ReviewTitle />
        <div className="flex items-center gap-2">
          <VersionTabs onVersion={onVersion} />
          <CompareLink />
        </div>
        <div className="col-start-3 flex items-center justify-end gap-2">
          <ApprovalState />
          {!me.guest && <NotificationBell />}
          <ThemeButton />
          <DownloadLink />
          <ShareButton />
          {decides && (
            <>
              <Button
                className="max-xl:hidden"
                icon={<MessageSquareWarning size={15} aria-hidden />}
                onClick={() => setDeciding(true)}
              >
                Request changes
              </Button>
              <Button
                look={mine === 'approved' ? 'plain' : 'approve'}
                icon={<Check size={15} aria-hidden />}
                onClick={() => setDeciding(true)}
              >
                {mine === 'approved' ? 'You approved' : 'Approve'} v{version.number}
              </Button>
            </>
          )}
        </div>
      </header>
      <EditedSince onVersion={onVersion} />
      <div className="flex min-h-0 flex-1">
        <aside
          aria-label="What changed"
          className="flex w-80 shrink-0 flex-col gap-5 overflow-y-auto border-line border-r bg-panel p-4.5 max-lg:hidden"
        >
          <WhatChanged />
          <div className="mt-auto flex flex-col gap-3">
            {approval && (
              <h2 className="font-semibold text-13 text-1">
                Approvals for v{approval.version.number}
              </h2>
            )}
            <ApprovalList />
            {approval?.verdicts.length === 0 && (
              <p className="text-12 text-3">Nobody was asked to approve it yet.</p>
            )}
          </div>
        </aside>
        <main aria-label="Preview" className="min-w-0 flex-1">
          <ReviewStageView onDraw={() => field.current?.focus()} />
        </main>
        <section
          aria-label="Comments"
          className="flex w-92 shrink-0 flex-col border-line border-l bg-panel max-lg:w-76"
        >
          <ReviewComments />
          <div className="shrink-0 border-line border-t">
            <Compose field={field} />
            <GuestName />
          </div>
        </section>
      </div>
      {deciding && decides && <VerdictSheet onClose={() => setDeciding(false)} />}
    </div>
  )
}

function WhatChanged() {
  const { review, length } = useReview()
  const { changed, version, project } = review
  const words = project.words.filter(({ cut }) => !cut)
  return (
    <>
      <h2 className="font-semibold text-16 text-1">
        {changed
          ? `What changed from v${changed.from}`
          : (version && `v${version.number}`) || 'Now'}
      </h2>
      {changed ? (
        <ChangedFacts />
      ) : (
        <p className="text-13 text-2">
          {(length / 1000).toFixed(1)} s, {words.length} words.
        </p>
      )}
      <p className="text-13 text-1 leading-6">
        {changed
          ? changed.words.map((word) => <Compared key={word.id} word={word} />)
          : words.map(({ text }) => text).join(' ')}
      </p>
    </>
  )
}

/** A word as it stands in both versions: struck where it is gone, beside what it was where it changed. */
function Compared({ word: { kind, text, was } }: { word: ComparedWord }) {
  if (kind === 'same') return `${text} `
  const Mark = kind === 'gone' ? 'del' : 'ins'
  return (
    <>
      {kind === 'changed' && <del className="mr-1 text-danger">{was}</del>}
      <Mark className={comparedLook[kind]}>{text}</Mark>{' '}
    </>
  )
}
