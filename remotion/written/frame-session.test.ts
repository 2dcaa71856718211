import { afterEach, expect, test, vi } from 'vitest'
import { openFrameSession } from './frame-session.ts'

afterEach(() => void vi.unstubAllGlobals())

test('what the document before it still says counts for nothing', () => {
  const page = new EventTarget()
  vi.stubGlobal('window', page)
  // A frame keeps its window whatever document is in it.
  const contentWindow = { postMessage: vi.fn() }
  const hear = (data: unknown) =>
    page.dispatchEvent(Object.assign(new Event('message'), { source: contentWindow, data }))
  const faults: unknown[] = []
  const session = openFrameSession(
    { contentWindow } as never,
    { code: 'a', lines: [] },
    { onFault: (fault) => faults.push(fault) },
  )
  hear({ say: 'failed', fault: { say: 'The style before this one failed.', line: 3 } })
  expect(faults).toEqual([])
  hear({ say: 'loaded' })
  expect(contentWindow.postMessage).toHaveBeenCalledOnce()
  hear({ say: 'failed', fault: { say: 'This one fails, too.', line: 5 } })
  expect(faults).toEqual([{ say: 'This one fails, too.', line: 5 }])
  session.close()
})
