import { isAppError } from '#core/errors.ts'

/**
 * For loaders: what a query gives, or, where it fails in a way we foresaw, a Response that the
 * ErrorBoundary can say. `throw`n errors lose their words in production.
 */
export async function answer<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isAppError(error)) throw error
    throw Response.json({ code: error.code, say: error.message }, { status: error.kind.status })
  }
}
