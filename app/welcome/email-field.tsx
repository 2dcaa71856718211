import { Field } from '../components/field.tsx'

/** The address of an account. */
export const EmailField = ({
  value,
  error,
}: {
  value: string | undefined
  error: string | undefined
}) => (
  <Field
    label="Email"
    name="email"
    type="email"
    autoComplete="email"
    required
    maxLength={254}
    defaultValue={value}
    error={error}
  />
)
