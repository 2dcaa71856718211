/**
 * An address among the settings that has no page. Without this the browser takes it for the settings
 * alone, and does not find what the server drew.
 */
export function loader() {
  throw new Response(null, { status: 404 })
}

export default function UnknownSetting() {
  return null
}
