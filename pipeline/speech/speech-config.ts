/** What the environment says about speech: `TRANSCRIBE_BASE_URL`, `_API_KEY`, `_MODEL`. */
export type SpeechConfig = {
  baseUrl: string | null
  apiKey: string | null
  model: string | null
}
