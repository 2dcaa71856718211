import { FileX2 } from 'lucide-react'
import { ButtonLink } from './button.tsx'

/** One plain sentence, one way on. */
export function ErrorPage({ title, status }: { title: string; status: number }) {
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <div className="flex max-w-96 flex-col items-center gap-2">
        <FileX2 size={32} strokeWidth={1.5} className="mb-1 text-danger" aria-hidden />
        <h1 className="font-semibold text-16 text-1">{title}</h1>
        <p className="text-2">
          {status === 404
            ? 'It may have been moved or deleted, or you may not have access.'
            : status === 401
              ? 'Your session has ended.'
              : 'Your work is kept. Reload the page, or go back to the library.'}
        </p>
        <div className="mt-3 flex gap-2">
          {status === 401 ? (
            <ButtonLink to="/login" look="filled" reloadDocument>
              Sign in
            </ButtonLink>
          ) : (
            <ButtonLink to="/library" look="filled" reloadDocument>
              Go to the library
            </ButtonLink>
          )}
        </div>
      </div>
    </main>
  )
}
