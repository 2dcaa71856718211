/** What the environment says about the language model: `LLM_BASE_URL`, `_API_KEY`, `_MODEL` and so on. */
export type LlmConfig = {
  baseUrl: string | null
  apiKey: string | null
  model: string | null
  /** The most tokens one search may send. */
  budgetTokens: number
  /** Dollars a million tokens, where somebody has told us; nothing is guessed. */
  price: { input: number; output: number } | null
}

/** Enough for some forty passages, and not for a runaway bill. */
export const USUAL_BUDGET = 30_000

/** None is set up: the words alone decide. */
export const noLlm: LlmConfig = {
  baseUrl: null,
  apiKey: null,
  model: null,
  budgetTokens: USUAL_BUDGET,
  price: null,
}
