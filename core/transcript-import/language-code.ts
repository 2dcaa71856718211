/** The languages speech engines know, by their codes. */
const CODES =
  'en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt ha ba su yue'.split(
    ' ',
  )
const ALSO: Record<string, string> = {
  castilian: 'es',
  mandarin: 'zh',
  cantonese: 'yue',
  flemish: 'nl',
  haitian: 'ht',
  moldavian: 'ro',
  panjabi: 'pa',
  pushto: 'ps',
  sinhalese: 'si',
  valencian: 'ca',
  letzeburgesch: 'lb',
  burmese: 'my',
  farsi: 'fa',
}

const english = new Intl.DisplayNames('en', { type: 'language' })
const byName = new Map<string, string>([
  ...CODES.map((code) => [(english.of(code) ?? code).toLowerCase(), code] as const),
  ...Object.entries(ALSO),
])

/** `English`, `english`, `en`, `pt_BR` as BCP 47 in lower case; null for what is no language. */
export function languageCode(said: unknown): string | null {
  if (typeof said !== 'string') return null
  const name = said.trim().toLowerCase().replaceAll('_', '-')
  const known = byName.get(name)
  if (known) return known
  return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/.test(name) ? name : null
}
