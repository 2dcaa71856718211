import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { MAX_COMMENT } from '#core/comment.ts'
import { Button } from '../components/button.tsx'
import { inputClass } from '../components/field.tsx'
import { sayOf } from '../trpc/client.tsx'
import { NameField } from './name-field.tsx'
import type { Named } from './say-names.ts'

/** A field that stays open, with what was typed, until the server has it. */
export function ShortField({
  label,
  submit,
  first,
  people,
  onSend,
  onClose,
}: {
  label: string
  submit: string
  first: string
  /** Whom it may name. */
  people: readonly Named[]
  onSend(body: string): Promise<unknown>
  onClose(): void
}) {
  const [body, setBody] = useState(first)
  const [state, setState] = useState<'typing' | 'sending' | { failed: string }>('typing')
  const send = async () => {
    if (!body.trim() || state === 'sending') return
    setState('sending')
    try {
      await onSend(body.trim())
      onClose()
    } catch (error) {
      setState({ failed: sayOf(error) })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onClose()
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      void send()
    }
  }
  return (
    <form
      className="flex min-w-0 flex-1 flex-col gap-1.5"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
    >
      <NameField
        autoFocus
        aria-label={label}
        rows={2}
        maxLength={MAX_COMMENT}
        value={body}
        people={people}
        className={`${inputClass} h-auto! resize-none py-1.5 max-md:text-15`}
        onChange={setBody}
        onKeyDown={onKeyDown}
      />
      <div className="flex gap-1.5">
        <Button
          type="submit"
          look="soft"
          size="small"
          className="max-md:h-11!"
          busy={state === 'sending'}
        >
          {submit}
        </Button>
        <Button look="ghost" size="small" className="max-md:h-11!" onClick={onClose}>
          Cancel
        </Button>
      </div>
      {typeof state === 'object' && (
        <p role="alert" className="text-12 text-danger">
          Not sent. {state.failed}
        </p>
      )}
    </form>
  )
}
