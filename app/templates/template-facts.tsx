import { useId } from 'react'
import { TemplateReach } from '#core/template.ts'
import { Field } from '../components/field.tsx'
import { Segmented } from '../components/segmented.tsx'

export type Facts = { name: string; category: string; reach: TemplateReach }

export const reachNames: Record<TemplateReach, string> = {
  personal: 'You',
  workspace: 'Workspace',
  public: 'Everybody',
}
const reachHints: Record<TemplateReach, string> = {
  personal: 'Only you find it.',
  workspace: 'People of your workspace find and use it.',
  public: 'Everybody on this server finds and uses it. Your files stay with your workspace.',
}

/** What a template is called, where it is listed, and who finds it. */
export function TemplateFacts({
  facts,
  categories,
  error,
  onChange,
}: {
  facts: Facts
  categories: readonly string[]
  error: string | undefined
  onChange(facts: Facts): void
}) {
  const list = useId()
  return (
    <>
      <Field
        label="Name"
        value={facts.name}
        maxLength={120}
        error={error}
        autoComplete="off"
        onChange={({ target }) => onChange({ ...facts, name: target.value })}
      />
      <Field
        label="Category"
        hint="If you like"
        value={facts.category}
        maxLength={60}
        list={list}
        autoComplete="off"
        onChange={({ target }) => onChange({ ...facts, category: target.value })}
      />
      <datalist id={list}>
        {categories.map((category) => (
          <option key={category} value={category} />
        ))}
      </datalist>
      <div className="flex flex-col gap-1.5">
        <span className="font-medium text-13 text-2">Who finds it</span>
        <Segmented
          label="Who finds it"
          value={facts.reach}
          options={TemplateReach.options.map((value) => ({ value, name: reachNames[value] }))}
          onChange={(reach) => onChange({ ...facts, reach })}
          className="w-fit"
        />
        <p className="text-12 text-3">{reachHints[facts.reach]}</p>
      </div>
    </>
  )
}
