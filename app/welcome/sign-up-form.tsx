import { Field } from '../components/field.tsx'
import { AccountForm } from './account-form.tsx'
import { EmailField } from './email-field.tsx'
import type { FormResult } from './form-result.server.ts'
import { PasswordField } from './password-field.tsx'

export function SignUpForm({
  action,
  redirectTo,
  result,
}: {
  action: string
  redirectTo: string | null
  result: FormResult | undefined
}) {
  const { values = {}, errors = {} } = result ?? {}
  return (
    <AccountForm
      action={action}
      submit="Create account"
      redirectTo={redirectTo}
      error={errors['']}
      refused={result}
    >
      <div className="grid grid-cols-2 items-start gap-3">
        <Field
          label="Your name"
          name="fullName"
          autoComplete="name"
          required
          maxLength={100}
          defaultValue={values.fullName}
          error={errors.fullName}
        />
        <Field
          label="Workspace"
          hint="optional"
          name="workspaceName"
          autoComplete="organization"
          maxLength={100}
          defaultValue={values.workspaceName}
          error={errors.workspaceName}
        />
      </div>
      <EmailField value={values.email} error={errors.email} />
      <PasswordField isNew error={errors.password} />
    </AccountForm>
  )
}
