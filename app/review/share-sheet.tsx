import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClipId, UserId } from '#core/ids.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'
import { LinkList } from './link-list.tsx'
import { Sheet } from './sheet.tsx'
import { useReview } from './use-review.tsx'

/** Sends the clip as it is now, and gives out ways in for people without an account. */
export function ShareSheet({ clipId, onClose }: { clipId: ClipId; onClose(): void }) {
  return (
    <Sheet title="Send for review" onClose={onClose}>
      <AskPeople clipId={clipId} />
      <hr className="border-line" />
      <LinkList clipId={clipId} />
    </Sheet>
  )
}

function AskPeople({ clipId }: { clipId: ClipId }) {
  const { review } = useReview()
  const { approval, me } = review
  const trpc = useTRPC()
  const client = useQueryClient()
  const people = useQuery(trpc.review.people.queryOptions({ clipId }))
  const [asked, setAsked] = useState<UserId[]>([])
  const [due, setDue] = useState('')
  const send = useMutation(
    trpc.review.send.mutationOptions({
      onSettled: () => client.invalidateQueries(trpc.review.pathFilter()),
      onSuccess: () => setAsked([]),
    }),
  )
  const inIt = (id: string) =>
    approval && !approval.edited && approval.verdicts.some(({ by }) => by.id === id)
  const toggle = (id: UserId) =>
    setAsked((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id],
    )
  return (
    <section aria-label="Ask people" className="flex flex-col gap-3">
      <p className="text-13 text-2">
        {approval
          ? approval.edited
            ? `v${approval.version.number} was sent, and the clip was edited since. Sending keeps it as a new version.`
            : `v${approval.version.number} is what was sent last.`
          : 'Sending keeps the clip as it is now as a version. That version is what gets approved.'}
      </p>
      <ul aria-label="Who approves" className="flex max-h-44 flex-col overflow-y-auto">
        {(people.data ?? []).map(({ id, name, role }) => (
          <li key={id}>
            <label className="flex h-9 items-center gap-2.5 rounded-2 px-1.5 text-13 text-1 hover:bg-hover max-md:h-11">
              <input
                type="checkbox"
                className="size-4 accent-[var(--mark)]"
                checked={asked.includes(id) || Boolean(inIt(id))}
                disabled={Boolean(inIt(id))}
                onChange={() => toggle(id)}
              />
              <span className="min-w-0 flex-1 truncate">
                {name}
                {id === me.id && ' (you)'}
              </span>
              <span className="text-12 text-3">{inIt(id) ? 'asked' : role}</span>
            </label>
          </li>
        ))}
      </ul>
      <Field
        label="Deadline"
        hint="A reminder goes out before"
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
      <Button
        look="filled"
        size="large"
        busy={send.isPending}
        onClick={() =>
          send.mutate({
            clipId,
            reviewers: asked,
            dueAt: due ? new Date(due).toISOString() : null,
          })
        }
      >
        {asked.length === 0
          ? 'Send for review'
          : `Ask ${asked.length === 1 ? 'one person' : `${asked.length} people`} to approve`}
      </Button>
      {send.isError && (
        <p role="alert" className="text-13 text-danger">
          Not sent. {sayOf(send.error)}
        </p>
      )}
      {send.isSuccess && (
        <p role="status" className="text-13 text-success">
          Sent.
        </p>
      )}
    </section>
  )
}
