import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from './router.ts'

const trpc = createTRPCContext<AppRouter>()

export const useTRPC = trpc.useTRPC
export const useTRPCClient = trpc.useTRPCClient

/** What a failed call says to people; `fallback` where the server was not reached at all. */
export function sayOf(error: unknown, fallback = 'The server does not answer. Try again.'): string {
  return isAnswer(error) ? error.message : fallback
}

/** Whether the server said this itself, rather than not being there. */
export const isAnswer = (error: unknown): error is TRPCClientError<AppRouter> =>
  error instanceof TRPCClientError && Boolean(error.data)

export function TRPCProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 5_000,
            // What was refused is refused again; only a lost connection is worth another try.
            retry: (failures, error) => failures < 3 && !isAnswer(error),
          },
        },
      }),
  )
  const [trpcClient] = useState(createClient)
  return (
    <QueryClientProvider client={queryClient}>
      <trpc.TRPCProvider queryClient={queryClient} trpcClient={trpcClient}>
        {children}
      </trpc.TRPCProvider>
    </QueryClientProvider>
  )
}

export function createClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url: '/trpc' }),
        false: splitLink({
          condition: (operation) => operation.context.alone === true,
          true: httpLink({ url: '/trpc' }),
          false: httpBatchLink({ url: '/trpc', maxURLLength: 2000 }),
        }),
      }),
    ],
  })
}
