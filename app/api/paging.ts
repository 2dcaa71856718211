import { z } from '@hono/zod-openapi'

/** Page and order, as every list takes them. `sorts` are what it may be sorted by, the first by default. */
export const paging = <const S extends readonly [string, ...string[]]>(sorts: S) => ({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  sort_by: z.enum(sorts).default(sorts[0] as never),
  sort_order: z.enum(['asc', 'desc']).default('desc'),
})

/** A list that may be asked for what was deleted from it instead. */
export const deleted = z
  .enum(['true', 'false'])
  .default('false')
  .describe('`true`: what was deleted and can be brought back')

export const Pagination = z
  .strictObject({
    page: z.int(),
    per_page: z.int(),
    total_pages: z.int(),
    total_count: z.int(),
    has_next: z.boolean(),
    has_prev: z.boolean(),
  })
  .openapi('Pagination')

export function pagination({ page, per_page }: { page: number; per_page: number }, total: number) {
  const pages = Math.ceil(total / per_page)
  return {
    page,
    per_page,
    total_pages: pages,
    total_count: total,
    has_next: page < pages,
    has_prev: page > 1,
  }
}
