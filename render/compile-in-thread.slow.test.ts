import { expect, onTestFinished, test } from 'vitest'
import { STARTER_STYLE } from '#core/starter-style.ts'
import { openCompiler } from './compile-in-thread.ts'

test('one thread compiles source after source, each answer for its own', async () => {
  const compiler = openCompiler()
  onTestFinished(() => compiler.close())
  const broken = compiler.compile('export default 1 +')
  const sound = compiler.compile(STARTER_STYLE)
  expect(await broken).toMatchObject({ ok: false })
  expect(await sound).toMatchObject({ ok: true })
  expect(await compiler.compile(STARTER_STYLE)).toEqual(await sound)
})
