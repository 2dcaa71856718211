import { z } from 'zod'
import { CaptionFont } from '#core/caption-font.ts'
import { MAX_FIELDS, type StyleField, StyleField as StyleFieldSchema } from '#core/written-style.ts'

type Raw = z.ZodType & { unwrap?: () => z.ZodType; options?: string[]; minValue?: number | null }

/**
 * A style's properties as a form shows them. Throws, in words for whoever wrote it, on one that no form
 * can show or that has no value of its own.
 */
export function fieldsOf(schema: unknown): StyleField[] {
  if (!(schema instanceof z.ZodObject))
    throw new Error('`props` must be a zod object: export const props = z.object({ … }).')
  const shape = Object.entries(schema.shape as Record<string, z.ZodType>)
  if (shape.length > MAX_FIELDS) throw new Error(`A style has at most ${MAX_FIELDS} properties.`)
  return shape.map(([name, field]) => fieldOf(name, field))
}

function fieldOf(name: string, schema: z.ZodType): StyleField {
  const own = schema.safeParse(undefined)
  if (!own.success || own.data === undefined)
    throw new Error(`The property ${name} has no value of its own. Add .default(…).`)
  let inner = schema as Raw
  while (inner.unwrap) inner = inner.unwrap() as Raw
  const { kind, title, step } = { ...inner.meta?.(), ...schema.meta?.() } as Record<string, unknown>
  const about = { name, title: typeof title === 'string' ? title : spoken(name), own: own.data }
  const field = StyleFieldSchema.safeParse({ ...about, ...kindOf(inner, kind, step, own.data) })
  if (!field.success)
    throw new Error(
      `No form can show the property ${name}: use a colour, a font, a number, a toggle, a choice or a text.`,
    )
  return field.data
}

function kindOf(inner: Raw, kind: unknown, step: unknown, own: unknown) {
  if (kind === 'color') return { kind }
  if (inner instanceof z.ZodBoolean) return { kind: 'toggle' }
  if (inner instanceof z.ZodEnum) {
    const options = inner.options as string[]
    const font = kind === 'font' && options.every((one) => CaptionFont.safeParse(one).success)
    return font ? { kind: 'font' } : { kind: 'choice', options }
  }
  if (inner instanceof z.ZodNumber) {
    const [min, max] = [bounded(inner.minValue, 0), bounded(inner.maxValue, 100)]
    const whole = inner.isInt || (Number.isInteger(min) && Number.isInteger(max) && max - min > 10)
    return { kind: 'number', min, max, step: typeof step === 'number' ? step : whole ? 1 : 0.01 }
  }
  if (inner instanceof z.ZodString)
    return /^#[0-9a-f]{6}$/i.test(String(own))
      ? { kind: 'color' }
      : { kind: 'text', most: Math.min(200, inner.maxLength ?? 60) }
  return {}
}

const bounded = (limit: number | null | undefined, otherwise: number) =>
  typeof limit === 'number' && Math.abs(limit) < 1e6 ? limit : otherwise

/** `tiltBy` as `Tilt by`. */
function spoken(name: string): string {
  const words = name
    .replace(/[_-]/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
