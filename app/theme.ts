export type Theme = 'dark' | 'light'

const COOKIE = 'cliproom_theme'

/** What this person chose, or null: then the device decides. */
export function readTheme(cookieHeader: string | null): Theme | null {
  const value = new RegExp(`(?:^|; )${COOKIE}=(dark|light)(?:;|$)`).exec(cookieHeader ?? '')?.[1]
  return (value as Theme | undefined) ?? null
}

/** Keeps the choice for a year, and shows it at once. */
export function chooseTheme(theme: Theme) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
  document.cookie = `${COOKIE}=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`
  document.documentElement.dataset.theme = theme
}

/**
 * Runs before the first paint and follows the device while nothing is chosen. Dark is what a page has
 * without it.
 */
export const themeScript = `(() => {
  const root = document.documentElement
  const light = matchMedia('(prefers-color-scheme: light)')
  const chosen = () => /(?:^|; )${COOKIE}=(dark|light)/.exec(document.cookie)?.[1]
  const follow = () => { root.dataset.theme = chosen() ?? (light.matches ? 'light' : 'dark') }
  follow()
  light.addEventListener('change', follow)
})()`
