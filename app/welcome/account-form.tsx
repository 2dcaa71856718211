import { Form, useNavigation } from '@remix-run/react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../components/button.tsx'

/** A form that works before its script has come, and says at its top what is wrong with the whole. */
export function AccountForm({
  action,
  submit,
  redirectTo,
  error,
  refused,
  children,
}: {
  action: string
  /** What the button says. */
  submit: string
  redirectTo: string | null
  error: string | undefined
  /** Changes with every refusal, so that the first wrong field gets the focus. */
  refused: unknown
  children: ReactNode
}) {
  const navigation = useNavigation()
  const form = useRef<HTMLFormElement>(null)
  const busy = navigation.state !== 'idle' && navigation.formAction?.startsWith(action) === true

  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refused])

  return (
    // What is wrong is said by us, in our words and all at once.
    <Form ref={form} method="post" action={action} noValidate className="flex flex-col gap-4">
      {error && (
        <p role="alert" className="rounded-2 bg-raised px-3 py-2.5 text-13 text-danger">
          {error}
        </p>
      )}
      {children}
      {redirectTo && <input type="hidden" name="redirectTo" value={redirectTo} />}
      <Button type="submit" look="filled" size="large" busy={busy} className="mt-1 w-full">
        {submit}
      </Button>
    </Form>
  )
}
