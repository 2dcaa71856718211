import { accentOf } from '#core/place-label.ts'

/** The colour of a place that bears another name, in place of ours, in both themes. */
export function LabelColour({
  colour,
  nonce,
}: {
  colour: string | null
  nonce: string | undefined
}) {
  // Checked where the server starts; here it becomes part of a style sheet, so it is looked at again.
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return null
  const rules = (theme: 'dark' | 'light') => {
    const { accent, ink, text, mark } = accentOf(colour, theme)
    return `--accent:${accent};--accent-ink:${ink};--accent-text:${text};--mark:${mark};--focus:${mark};--accent-soft:color-mix(in srgb,${accent} 24%,transparent)`
  }
  const css = `:root{${rules('dark')}}@media (prefers-color-scheme: light){:root:not([data-theme='dark']){${rules('light')}}}:root[data-theme='light']{${rules('light')}}`
  return (
    <style
      suppressHydrationWarning
      {...(nonce ? { nonce } : {})}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: made of one checked colour
      dangerouslySetInnerHTML={{ __html: css }}
    />
  )
}
