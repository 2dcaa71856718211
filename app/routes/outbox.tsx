import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { EmptyState } from '../components/empty-state.tsx'

/** What would have been mailed. There in development alone, where no mail server is set. */
export function loader({ context }: LoaderFunctionArgs) {
  const { outbox } = context.mail
  if (!outbox) throw new Response('There is nothing at this address.', { status: 404 })
  return { messages: outbox.map(({ at, ...message }) => ({ ...message, at: at.toISOString() })) }
}

export default function Outbox() {
  const { messages } = useLoaderData<typeof loader>()
  return (
    <main className="mx-auto max-w-[720px] p-6">
      <h1 className="mb-5 font-semibold text-26 text-1">Outbox</h1>
      {messages.length === 0 && <EmptyState title="Nothing was sent yet" />}
      {messages.map((message) => (
        <article key={message.at} className="mb-4 rounded-3 border border-line bg-panel p-4">
          <h2 className="font-semibold text-15 text-1">{message.subject}</h2>
          <p className="mb-3 text-12 text-3">
            to {message.to}, {message.at}
          </p>
          <p className="whitespace-pre-wrap break-words text-13 text-2">
            {message.text.split(/(https?:\/\/\S+)/).map((part, i) =>
              i % 2 === 1 ? (
                <a key={part} href={part} className="text-accent-text hover:underline">
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </p>
        </article>
      ))}
    </main>
  )
}
