import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from '../components/field.tsx'
import { IconButton } from '../components/icon-button.tsx'

const LONG_ENOUGH = 8

/** A password that can be looked at. A new one says when it is long enough. */
export function PasswordField({ isNew, error }: { isNew: boolean; error: string | undefined }) {
  const [shown, setShown] = useState(false)
  const [length, setLength] = useState(0)
  return (
    <Field
      label="Password"
      name="password"
      type={shown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      required
      minLength={isNew ? LONG_ENOUGH : undefined}
      maxLength={200}
      error={error}
      onChange={(event) => setLength(event.target.value.length)}
      hint={
        isNew && (
          <span aria-live="polite" className={length >= LONG_ENOUGH ? 'text-success' : ''}>
            {length >= LONG_ENOUGH ? 'long enough' : `at least ${LONG_ENOUGH} characters`}
          </span>
        )
      }
      end={
        <IconButton
          label={shown ? 'Hide the password' : 'Show the password'}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={16} aria-hidden /> : <Eye size={16} aria-hidden />}
        </IconButton>
      }
    />
  )
}
