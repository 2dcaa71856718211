import { type ReactNode, useState } from 'react'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Field } from '../components/field.tsx'

/** Asks for a name: of a video, of a project. */
export function NameDialog({
  open,
  onClose,
  title,
  label,
  name,
  submit,
  icon,
  maxLength = 200,
  onSubmit,
}: {
  open: boolean
  onClose(): void
  title: string
  label: string
  name: string
  submit: string
  icon?: ReactNode
  maxLength?: number
  onSubmit(name: string): void
}) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <NameForm {...{ label, name, submit, icon, maxLength, onSubmit, onClose }} />
    </Dialog>
  )
}

/** Mounted with the dialog, so that it begins with the name of now. */
function NameForm({
  label,
  name,
  submit,
  icon,
  maxLength,
  onSubmit,
  onClose,
}: {
  label: string
  name: string
  submit: string
  icon: ReactNode
  maxLength: number
  onSubmit(name: string): void
  onClose(): void
}) {
  const [text, setText] = useState(name)
  const [error, setError] = useState<string>()
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const trimmed = text.trim()
        if (trimmed === '') return setError('Write a name.')
        if (trimmed !== name) onSubmit(trimmed)
        onClose()
      }}
    >
      <Field
        label={label}
        value={text}
        maxLength={maxLength}
        error={error}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value)
          setError(undefined)
        }}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="filled" icon={icon}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
