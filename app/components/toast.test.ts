import { beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => vi.resetModules())

function sonner() {
  const said: unknown[] = []
  const say = Object.assign((text: unknown) => said.push(text), {
    error: (text: unknown) => said.push(`error: ${text}`),
    dismiss: (id: unknown) => said.push(`gone: ${id}`),
  })
  return { said, say: say as never }
}

test('what is said before there is a place for it is shown there, in its order', async () => {
  const { placeToasts, toast, whenToastIsSaid } = await import('./toast.ts')
  const wanted = vi.fn()
  whenToastIsSaid(wanted)
  toast('Put back 3 words', { id: 'undo' })
  toast.error('No answer')
  toast.dismiss('undo')
  expect(wanted).toHaveBeenCalled()
  const { said, say } = sonner()
  placeToasts(say)
  toast('Saved')
  expect(said).toEqual(['Put back 3 words', 'error: No answer', 'gone: undo', 'Saved'])
})

test('what was said before the page listened asks for the place as well', async () => {
  const { toast, whenToastIsSaid } = await import('./toast.ts')
  toast('Put back 3 words')
  const wanted = vi.fn()
  whenToastIsSaid(wanted)
  expect(wanted).toHaveBeenCalledOnce()
})

test('taking away a toast where there is none asks for nothing', async () => {
  const { toast, whenToastIsSaid } = await import('./toast.ts')
  const wanted = vi.fn()
  whenToastIsSaid(wanted)
  toast.dismiss('undo')
  expect(wanted).not.toHaveBeenCalled()
})
