import '@fontsource-variable/inter/index.css'
import './styles/app.css'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { OWN_NAME, type PlaceLabel } from '#core/place-label.ts'
import { ErrorPage } from './components/error-page.tsx'
import { LabelColour } from './components/label-colour.tsx'
import { Toaster } from './components/toaster.tsx'
import { useNonce } from './nonce.tsx'
import { readTheme, type Theme, themeScript } from './theme.ts'
import { TRPCProvider } from './trpc/client.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.label.name ?? OWN_NAME },
  { name: 'description', content: 'One long video in. Many short clips out. Made together.' },
]

export function loader({ request, context }: LoaderFunctionArgs) {
  const { name, logo, colour } = context.config.label
  return {
    theme: readTheme(request.headers.get('cookie')),
    // Where a file lies is the server's affair.
    label: { name, logo: logo !== null, colour },
  }
}

/** zod tries whether code may be made of text, which our policy forbids and reports. It need not try. */
const noEval = 'globalThis.__zod_globalConfig = { jitless: true }'

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const scripts = { suppressHydrationWarning: true, ...(nonce ? { nonce } : {}) }
  // Missing where the loader itself failed.
  const data = useRouteLoaderData<{ theme: Theme | null; label: PlaceLabel }>('root')
  return (
    // The script below sets the theme before React sees the page.
    <html lang="en" data-theme={data?.theme ?? undefined} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
        <LabelColour colour={data?.label.colour ?? null} nonce={nonce} />
        <script
          {...scripts}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: constants of ours
          dangerouslySetInnerHTML={{ __html: `${noEval}; ${themeScript}` }}
        />
      </head>
      <body>
        {children}
        <Toaster />
        <ScrollRestoration {...scripts} />
        <Scripts {...scripts} />
      </body>
    </html>
  )
}

export default function App() {
  return (
    <TRPCProvider>
      <Outlet />
    </TRPCProvider>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  if (isRouteErrorResponse(error)) {
    const say =
      typeof error.data === 'object' && error.data && 'say' in error.data
        ? String(error.data.say)
        : error.status === 404
          ? 'There is nothing at this address.'
          : 'This page could not be shown.'
    return <ErrorPage title={say} status={error.status} />
  }
  return <ErrorPage title="Something broke here." status={500} />
}
