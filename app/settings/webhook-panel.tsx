import { Form, Link, useSubmit } from '@remix-run/react'
import { clsx } from 'clsx'
import { Check, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { Switch } from '../components/switch.tsx'

type Hook = { id: string; url: string; events: string[]; active: boolean; failing: string | null }
type Sent = {
  id: string
  event: string
  status: 'waiting' | 'delivered' | 'failed'
  answered: number | null
  trouble: string | null
  tookMs: number | null
  tries: number
  when: string
  payload: unknown
}

/** The webhooks at the left, what was sent to the chosen one at the right. */
export function WebhookPanel({
  webhooks,
  shown,
  deliveries,
}: {
  webhooks: Hook[]
  shown: string | null
  deliveries: Sent[]
}) {
  const [open, setOpen] = useState<string | null>(null)
  const sent = deliveries.find(({ id }) => id === open) ?? deliveries[0]
  return (
    <div className="flex gap-6 max-lg:flex-col">
      <ul className="flex w-96 shrink-0 flex-col gap-2.5 max-lg:w-full">
        {webhooks.map((hook) => (
          <HookCard key={hook.id} hook={hook} isShown={hook.id === shown} />
        ))}
      </ul>
      <div className="min-w-0 flex-1">
        <div className="mb-2 flex min-h-8 items-center justify-between gap-3">
          <h3 className="min-w-0 truncate font-semibold text-13 text-1">
            Deliveries{' '}
            <span className="font-mono font-normal text-12 text-3 max-md:hidden">
              {hostOf(webhooks.find(({ id }) => id === shown)?.url)}
            </span>
          </h3>
          {shown && (
            <div className="flex gap-1">
              <Press intent="test" webhookId={shown} label="Send a test" />
              <Press intent="rotate" webhookId={shown} label="Change secret" />
              <Press
                intent="deleteWebhook"
                webhookId={shown}
                label="Delete"
                ask="Delete this webhook and its deliveries?"
                danger
              />
            </div>
          )}
        </div>
        {deliveries.length === 0 ? (
          <p className="border-line border-t py-4 text-13 text-3">Nothing was sent yet.</p>
        ) : (
          <ul className="max-h-80 overflow-y-auto border-line border-t" aria-label="Newest first">
            {deliveries.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  aria-pressed={one.id === sent?.id}
                  onClick={() => setOpen(one.id)}
                  className="flex h-9 w-full items-center gap-3 border-line border-b px-2 text-left text-13 hover:bg-hover aria-pressed:bg-accent-soft max-md:h-11"
                >
                  <Mark sent={one} />
                  <span className="w-24 truncate text-2">{one.when}</span>
                  <span className="min-w-0 flex-1 truncate font-mono text-12 text-1">
                    {one.event}
                  </span>
                  <span className={clsx('w-40 truncate', one.trouble ? 'text-warning' : 'text-2')}>
                    {one.trouble ?? one.answered ?? 'on its way'}
                  </span>
                  <span className="tabular w-16 text-right text-2 max-sm:hidden">
                    {one.tookMs === null ? '' : `${one.tookMs} ms`}
                  </span>
                  <span className="tabular w-8 text-right text-3">{one.tries}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {sent && shown && (
          <div className="mt-3 rounded-3 border border-line bg-panel">
            <div className="flex items-center justify-between gap-3 px-3.5 py-2">
              <h4 className="text-12 text-2">What we sent, {sent.when}</h4>
              <Press intent="replay" webhookId={shown} deliveryId={sent.id} label="Send now" />
            </div>
            <pre className="overflow-x-auto px-3.5 pb-3.5 font-mono text-12 text-1">
              {JSON.stringify(sent.payload, null, 2)}
            </pre>
          </div>
        )}
      </div>
    </div>
  )
}

const hostOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).host : '')

function HookCard({ hook, isShown }: { hook: Hook; isShown: boolean }) {
  const submit = useSubmit()
  return (
    <li
      className={clsx('rounded-3 border bg-panel p-3.5', isShown ? 'border-accent' : 'border-line')}
    >
      <div className="flex items-center gap-3">
        <Link
          to={`/settings/keys?webhook=${hook.id}`}
          preventScrollReset
          className="min-w-0 flex-1 truncate font-mono text-13 text-1"
        >
          {hook.url}
        </Link>
        <Switch
          checked={hook.active}
          label={`${hook.url} is on`}
          onChange={(active) =>
            submit(
              { intent: 'switchWebhook', webhookId: hook.id, active: String(active) },
              { method: 'post' },
            )
          }
        />
      </div>
      <ul className="mt-2 flex flex-wrap gap-1" aria-label="It is told of">
        {hook.events.map((event) => (
          <li key={event} className="rounded-1 bg-raised px-2 py-0.5 font-mono text-12 text-2">
            {event}
          </li>
        ))}
      </ul>
      {hook.failing && (
        <p className="mt-2 text-12 text-warning">
          {hook.active ? 'No answer' : 'Switched off: no answer'} {hook.failing}.
        </p>
      )}
    </li>
  )
}

function Mark({ sent }: { sent: Sent }) {
  if (sent.status === 'delivered') {
    return <Check size={14} className="shrink-0 text-success" aria-label="arrived" />
  }
  return sent.status === 'failed' ? (
    <X size={14} className="shrink-0 text-danger" aria-label="failed" />
  ) : (
    <RotateCw size={14} className="shrink-0 text-warning" aria-label="waiting" />
  )
}

function Press({
  intent,
  webhookId,
  deliveryId,
  label,
  ask,
  danger = false,
}: {
  intent: string
  webhookId: string
  deliveryId?: string
  label: string
  ask?: string
  danger?: boolean
}) {
  return (
    <Form
      method="post"
      preventScrollReset
      onSubmit={(event) => {
        if (ask && !window.confirm(ask)) event.preventDefault()
      }}
    >
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="webhookId" value={webhookId} />
      {deliveryId && <input type="hidden" name="deliveryId" value={deliveryId} />}
      <Button type="submit" look="ghost" size="small" className={danger ? 'text-danger' : ''}>
        {label}
      </Button>
    </Form>
  )
}
