type Schema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  items?: Schema
  format?: string
  pattern?: string
  minItems?: number
  minimum?: number
  exclusiveMinimum?: number
  minLength?: number
  default?: unknown
}

/**
 * An input that a JSON schema takes, made up without knowing what it is for. `idOf` says what stands
 * where an id is asked for, by the name of the field; undefined leaves an optional one out.
 */
export function madeUpInput(
  schema: Schema,
  idOf: (name: string) => string | undefined,
  components: Record<string, Schema> = {},
  name = '',
): unknown {
  const inner = (one: Schema, as = name) => madeUpInput(one, idOf, components, as)
  if (schema.$ref) return inner(components[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [choice] = schema.anyOf ?? schema.oneOf ?? []
  if (choice) return inner(choice)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => inner(one)))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (schema.properties || type === 'object') {
    const made: Record<string, unknown> = {}
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      const needed = schema.required?.includes(key) ?? false
      if (!needed && !names(field, components)) continue
      const value = inner(field, key)
      if (value !== undefined) made[key] = value
    }
    return made
  }
  if (type === 'array') {
    const one = schema.items ? inner(schema.items) : undefined
    return one === undefined ? [] : [one]
  }
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  if (type === 'null') return null
  if (isId(schema)) return idOf(name)
  if (name === 'language') return 'de'
  if (schema.format === 'email') return 'somebody@example.org'
  if (schema.format === 'uri') return 'https://example.com/x'
  if (schema.format === 'date-time') return new Date(Date.now() + 3600_000).toISOString()
  return 'x'.padEnd(schema.minLength ?? 1, 'x')
}

const isId = ({ format, pattern }: Schema) =>
  format === 'uuid' || /\[0-9a-f\].*-.*\{12\}/i.test(pattern ?? '')

/** Whether a field is an id, or a list of ids. */
const names = (schema: Schema, components: Record<string, Schema>): boolean =>
  isId(schema) ||
  (schema.anyOf ?? schema.oneOf ?? []).some((one) => names(one, components)) ||
  (schema.items !== undefined && isId(schema.items))

/** The names of the fields of a schema in which ids are asked for. */
export function idFields(schema: Schema, components: Record<string, Schema> = {}): string[] {
  const found = new Set<string>()
  madeUpInput(
    schema,
    (name) => {
      found.add(name)
      return '00000000-0000-4000-8000-000000000000'
    },
    components,
  )
  return [...found]
}
