import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link2, Link2Off } from 'lucide-react'
import { useState } from 'react'
import type { ClipId } from '#core/ids.ts'
import { sayCount } from '#core/say-count.ts'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { sayAgo, sayEnds } from '../settings/say-when.ts'
import { SecretOnce } from '../settings/secret-once.tsx'
import { sayOf, useTRPC } from '../trpc/client.tsx'

/** Ways in without an account: who has used them, and how to end them. */
export function LinkList({ clipId }: { clipId: ClipId }) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const links = useQuery(trpc.review.links.queryOptions({ clipId }))
  const onSettled = () => client.invalidateQueries(trpc.review.pathFilter())
  const make = useMutation(trpc.review.makeLink.mutationOptions({ onSettled }))
  const revoke = useMutation(trpc.review.revokeLink.mutationOptions({ onSettled }))
  const now = Date.now()
  return (
    <section aria-label="Links for guests" className="flex flex-col gap-3">
      <h3 className="font-semibold text-13 text-1">Links for people without an account</h3>
      {make.data && (
        <SecretOnce key={make.data.link} title="The link is ready." value={make.data.link} />
      )}
      <MakeLink busy={make.isPending} onMake={(input) => make.mutate({ clipId, ...input })} />
      {(make.isError || revoke.isError || links.isError) && (
        <p role="alert" className="text-13 text-danger">
          {sayOf(make.error ?? revoke.error ?? links.error)}
        </p>
      )}
      <ul aria-label="Links" className="flex flex-col">
        {(links.data ?? []).map((link) => {
          const over =
            link.revokedAt !== null || (link.expiresAt && new Date(link.expiresAt).getTime() < now)
          return (
            <li
              key={link.id}
              className="flex items-center gap-2.5 border-line border-t py-2 text-13"
            >
              <span className={`min-w-0 flex-1 ${over ? 'text-3' : 'text-1'}`}>
                <span className="block truncate font-medium">{link.label || 'A link'}</span>
                <span className="block truncate text-12 text-3">
                  {link.revokedAt
                    ? 'ended by hand'
                    : sayEnds(link.expiresAt ? new Date(link.expiresAt) : null, now).replace(
                        'never',
                        'no end',
                      )}
                  {link.hasPassword && ', password'}
                  {link.mayDownload && ', download'}
                  {!link.mayApprove && ', no approval'}
                  {!link.mayComment && ', no comments'}
                  {', '}
                  {link.guests === 0
                    ? 'not opened yet'
                    : `${sayCount(link.guests, 'guest')}, last ${sayAgo(link.lastViewAt ? new Date(link.lastViewAt) : null, now)}`}
                </span>
              </span>
              {!over && (
                <IconButton
                  label={`End the link ${link.label}`.trim()}
                  className="max-md:size-11!"
                  onClick={() => revoke.mutate({ linkId: link.id })}
                >
                  <Link2Off size={16} aria-hidden />
                </IconButton>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

type Made = {
  label: string
  password: string | null
  lasts: number | null
  mayComment: boolean
  mayApprove: boolean
  mayDownload: boolean
}

function MakeLink({ busy, onMake }: { busy: boolean; onMake(made: Made): void }) {
  const [label, setLabel] = useState('')
  const [password, setPassword] = useState('')
  const [lasts, setLasts] = useState('30')
  const [may, setMay] = useState({ mayComment: true, mayApprove: true, mayDownload: false })
  const box = (key: keyof typeof may, name: string) => (
    <label className="flex h-8 items-center gap-2 text-13 text-1 max-md:h-11">
      <input
        type="checkbox"
        className="size-4 accent-[var(--mark)]"
        checked={may[key]}
        onChange={(event) => setMay({ ...may, [key]: event.target.checked })}
      />
      {name}
    </label>
  )
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onMake({
          ...may,
          label: label.trim(),
          password: password || null,
          lasts: lasts === 'no end' ? null : Number(lasts),
        })
        setLabel('')
        setPassword('')
      }}
    >
      <div className="flex gap-2.5">
        <Field
          label="For whom"
          value={label}
          maxLength={80}
          className="flex-1"
          onChange={(event) => setLabel(event.target.value)}
        />
        <Field
          label="Password"
          hint="if you like"
          type="password"
          autoComplete="new-password"
          minLength={6}
          maxLength={200}
          value={password}
          className="flex-1"
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-4">
        {box('mayComment', 'May comment')}
        {box('mayApprove', 'May approve')}
        {box('mayDownload', 'May download')}
        <label className="flex h-8 items-center gap-2 text-13 text-2 max-md:h-11">
          Ends
          <select
            value={lasts}
            className="h-8 rounded-2 border border-edge bg-bg px-2 text-1 max-md:h-11"
            onChange={(event) => setLasts(event.target.value)}
          >
            <option value="7">in 7 days</option>
            <option value="30">in 30 days</option>
            <option value="365">in a year</option>
            <option value="no end">by hand only</option>
          </select>
        </label>
      </div>
      <Button
        type="submit"
        className="self-start max-md:h-11!"
        icon={<Link2 size={15} aria-hidden />}
        busy={busy}
      >
        Make a link
      </Button>
    </form>
  )
}
