import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { BookOpen, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ApiScope, sayScope } from '#core/api-scope.ts'
import { WebhookId } from '#core/ids.ts'
import { WebhookEvent } from '#core/webhook-event.ts'
import { answer } from '../answer.server.ts'
import {
  listApiKeys,
  MakeApiKey,
  makeApiKey,
  OneApiKey,
  revokeApiKey,
} from '../commands/api-keys.server.ts'
import {
  ChangeWebhook,
  changeWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  MakeWebhook,
  makeWebhook,
  OneDelivery,
  OneWebhook,
  replayDelivery,
  rotateWebhookSecret,
  testWebhook,
} from '../commands/webhooks.server.ts'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { CheckList } from '../settings/check-list.tsx'
import { fieldsOf, intent, runIntent } from '../settings/intent-action.server.ts'
import { sayAgo, sayEnds, sayFor } from '../settings/say-when.ts'
import { SecretOnce } from '../settings/secret-once.tsx'
import { Said, Section, SettingsHead, selectClass } from '../settings/settings-frame.tsx'
import { WebhookPanel } from '../settings/webhook-panel.tsx'

export const meta = titled('Keys and webhooks')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  const who = { ...context, user }
  const now = Date.now()
  const keys = await answer(listApiKeys(who))
  const webhooks = await answer(listWebhooks(who))
  const chosen = WebhookId.safeParse(new URL(request.url).searchParams.get('webhook')).data
  const shown = webhooks.find(({ id }) => id === chosen) ?? webhooks[0]
  const deliveries = shown ? await answer(listDeliveries(who, { webhookId: shown.id })) : []
  return {
    keys: keys.map((key) => ({
      id: key.id,
      name: key.name,
      hint: key.hint,
      scopes: key.scopes,
      by: key.by.name,
      used: key.lastUsedAt ? sayAgo(key.lastUsedAt, now) : 'never',
      ends: sayEnds(key.expiresAt, now),
    })),
    webhooks: webhooks.map(({ id, url, events, active, failingSince }) => ({
      id,
      url,
      events,
      active,
      failing: failingSince && sayFor(failingSince, now),
    })),
    shown: shown?.id ?? null,
    deliveries: deliveries.map((one) => ({
      id: one.id,
      event: one.event,
      status: one.status,
      answered: one.answered,
      trouble: one.trouble,
      tookMs: one.tookMs,
      tries: one.tries,
      when: sayAgo(one.triedAt ?? one.createdAt, now),
      payload: one.payload,
    })),
  }
}

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  return runIntent(request, {
    makeKey: intent(
      MakeApiKey,
      (form) => ({
        name: form.get('name'),
        scopes: form.getAll('scopes'),
        ...(form.get('days') ? { days: Number(form.get('days')) } : {}),
      }),
      async (input) => {
        const { key } = await makeApiKey(context, input)
        return { secret: { title: `“${input.name}” is ready.`, value: key } }
      },
    ),
    revokeKey: intent(OneApiKey, fieldsOf, (input) => revokeApiKey(context, input)),
    makeWebhook: intent(
      MakeWebhook,
      (form) => ({ url: form.get('url'), events: form.getAll('events') }),
      async (input) => {
        const { secret } = await makeWebhook(context, input)
        return {
          secret: {
            title: 'The webhook is ready. Its secret checks the signatures.',
            value: secret,
          },
        }
      },
    ),
    switchWebhook: intent(
      ChangeWebhook,
      (form) => ({ webhookId: form.get('webhookId'), active: form.get('active') === 'true' }),
      (input) => changeWebhook(context, input),
    ),
    deleteWebhook: intent(OneWebhook, fieldsOf, (input) => deleteWebhook(context, input)),
    rotate: intent(OneWebhook, fieldsOf, async (input) => {
      const { secret } = await rotateWebhookSecret(context, input)
      return {
        secret: { title: 'The secret is changed; the old one signs too for a day.', value: secret },
      }
    }),
    test: intent(OneWebhook, fieldsOf, async (input) => {
      await testWebhook(context, input)
      return { said: 'A test message is on its way.' }
    }),
    replay: intent(OneDelivery, fieldsOf, async (input) => {
      await replayDelivery(context, input)
      return { said: 'The message is on its way again.' }
    }),
  })
}

export default function Keys() {
  const data = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const errorsOf = (name: string) => (outcome?.intent === name ? outcome.errors : {})
  const [making, setMaking] = useState<'key' | 'webhook' | null>(null)
  useEffect(() => {
    if (outcome?.secret) setMaking(null)
  }, [outcome])
  const inDialog = outcome?.intent === 'makeKey' || outcome?.intent === 'makeWebhook'
  return (
    <>
      <SettingsHead title="API keys">
        <div className="flex items-center gap-2">
          <Link
            to="/api/docs"
            reloadDocument
            className="flex h-8 items-center gap-2 rounded-2 px-2.5 font-medium text-13 text-2 hover:bg-hover hover:text-1"
          >
            <BookOpen size={16} aria-hidden /> Reference
          </Link>
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setMaking('key')}>
            New key
          </Button>
        </div>
      </SettingsHead>
      {outcome?.secret && <SecretOnce key={outcome.secret.value} {...outcome.secret} />}
      <div className="mb-4 empty:hidden">
        <Said text={inDialog ? undefined : outcome?.errors['']} bad />
        <Said text={outcome?.said} />
      </div>

      {data.keys.length === 0 ? (
        <EmptyState title="No keys yet">
          A key lets a program read, upload and export here, as far as you allow it.
        </EmptyState>
      ) : (
        <>
          <div aria-hidden className="flex gap-x-4 pb-1.5 text-12 text-3 max-lg:hidden">
            <span className="w-44">Name</span>
            <span className="flex-1">May</span>
            <span className="w-36">Last used</span>
            <span className="w-28">Ends</span>
            <span className="w-[62px]" />
          </div>
          <ul className="mb-9 border-line border-t">
            {data.keys.map((key) => (
              <li
                key={key.id}
                className="flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2 text-13"
              >
                <div className="w-44 leading-[18px]">
                  <div className="truncate font-semibold text-1">{key.name}</div>
                  <div className="truncate font-mono text-12 text-3">
                    …{key.hint}, by {key.by}
                  </div>
                </div>
                <ul className="flex min-w-0 flex-1 basis-56 flex-wrap gap-1" aria-label="It may">
                  {key.scopes.map((scope) => (
                    <li
                      key={scope}
                      className={`rounded-1 bg-raised px-2 py-0.5 text-12 ${scope === 'delete' || scope === 'manage' ? 'text-warning' : 'text-2'}`}
                    >
                      {sayScope[scope]}
                    </li>
                  ))}
                </ul>
                <span className="w-36 text-2">
                  <span className="lg:sr-only">used </span>
                  {key.used}
                </span>
                <span className="w-28 text-2">
                  {key.ends === 'never' && <span className="lg:sr-only">ends </span>}
                  {key.ends}
                </span>
                <Form
                  method="post"
                  onSubmit={(event) => {
                    if (
                      !window.confirm(`Revoke “${key.name}”? Programs that use it stop at once.`)
                    ) {
                      event.preventDefault()
                    }
                  }}
                >
                  <input type="hidden" name="intent" value="revokeKey" />
                  <input type="hidden" name="keyId" value={key.id} />
                  <Button type="submit" look="ghost" size="small" className="text-danger">
                    Revoke
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </>
      )}

      <Section
        title="Webhooks"
        end={
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setMaking('webhook')}>
            New webhook
          </Button>
        }
      >
        {data.webhooks.length === 0 ? (
          <EmptyState title="No webhooks yet">
            A webhook tells a program of yours when a video is ready or an export is done.
          </EmptyState>
        ) : (
          <WebhookPanel webhooks={data.webhooks} shown={data.shown} deliveries={data.deliveries} />
        )}
        <p className="mt-3 text-12 text-3">
          Signed (Standard Webhooks), tried 8 times within about a day, never to addresses inside
          your network unless you allow it.
        </p>
      </Section>

      <Dialog open={making === 'key'} onClose={() => setMaking(null)} title="New key">
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="makeKey" />
          <Said text={errorsOf('makeKey')['']} bad />
          <Field
            label="Name"
            name="name"
            required
            maxLength={80}
            error={errorsOf('makeKey').name}
          />
          <CheckList
            legend="It may"
            name="scopes"
            options={ApiScope.options.map((scope) => ({ value: scope, label: sayScope[scope] }))}
            checked={['read']}
            error={errorsOf('makeKey').scopes}
          />
          <label className="flex items-center justify-between gap-3 font-medium text-13 text-2">
            Ends
            <select name="days" defaultValue="90" className={selectClass}>
              <option value="30">in 30 days</option>
              <option value="90">in 90 days</option>
              <option value="365">in a year</option>
              <option value="">never</option>
            </select>
          </label>
          <Button type="submit" look="filled" className="self-end">
            Make the key
          </Button>
        </Form>
      </Dialog>

      <Dialog open={making === 'webhook'} onClose={() => setMaking(null)} title="New webhook">
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="makeWebhook" />
          <Field
            label="Address"
            name="url"
            type="url"
            required
            placeholder="https://"
            maxLength={2000}
            error={errorsOf('makeWebhook').url ?? errorsOf('makeWebhook')['']}
          />
          <CheckList
            legend="Tell it of"
            name="events"
            options={WebhookEvent.options.map((event) => ({ value: event, label: event }))}
            checked={['render.done']}
            error={errorsOf('makeWebhook').events}
          />
          <Button type="submit" look="filled" className="self-end">
            Make the webhook
          </Button>
        </Form>
      </Dialog>
    </>
  )
}
