import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Storage } from '#db/storage.ts'
import type { Llm, Question, Usage } from './llm.ts'

type Kept = Pick<Storage, 'place' | 'keep' | 'size'>

const keyOf = (llm: Llm, { system, user }: Pick<Question<unknown>, 'system' | 'user'>) =>
  `llm/${createHash('sha256')
    .update(JSON.stringify([llm.id, system, user]))
    .digest('hex')}.json`

/** What a model answered to the same question before; null: it was not asked, or not of this shape. */
export async function keptAnswer<T>(
  llm: Llm,
  question: Question<T>,
  storage: Kept,
): Promise<T | null> {
  const key = keyOf(llm, question)
  if ((await storage.size(key)) === null) return null
  const text = await readFile(await storage.place(key), 'utf8').catch(() => '')
  const kept = question.schema.safeParse(safeJson(text))
  return kept.success ? kept.data : null
}

/** The same question of the same model is paid for once; `usage` is null where it had been. */
export async function cachedAsk<T>(
  llm: Llm,
  question: Question<T>,
  storage: Kept,
  signal: AbortSignal,
): Promise<{ value: T; usage: Usage | null }> {
  const kept = await keptAnswer(llm, question, storage)
  if (kept !== null) return { value: kept, usage: null }
  const answer = await llm.ask(question, signal)
  const key = keyOf(llm, question)
  const file = await storage.place(key)
  // Never half a file: a crash leaves the answer whole or not at all.
  await writeFile(`${file}.part`, JSON.stringify(answer.value))
  await rename(`${file}.part`, file)
  await storage.keep(key)
  return answer
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
