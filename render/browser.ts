import { type openBrowser as OpenBrowser, openBrowser } from '@remotion/renderer'
import { requireTool, type Tools } from './tools.ts'

export type RenderBrowser = Awaited<ReturnType<typeof OpenBrowser>>

/**
 * What Remotion must be told wherever it starts a browser. Software drawing: the same pixels on
 * every machine, and none of our pictures needs a GPU.
 */
export function remotionBrowserOptions(tools: Pick<Tools, 'browser'>) {
  const browser = requireTool(tools.browser)
  return {
    browserExecutable: browser.path,
    chromiumOptions: { gl: null },
    chromeMode: isHeadlessShell(browser.from, browser.path)
      ? ('headless-shell' as const)
      : ('chrome-for-testing' as const),
    logLevel: 'error' as const,
  }
}

/** Starts the browser that draws. The caller closes it: `browser.close({ silent: true })`. */
export const launchRenderBrowser = (tools: Pick<Tools, 'browser'>): Promise<RenderBrowser> =>
  openBrowser('chrome', remotionBrowserOptions(tools))

/** Options for Playwright's `chromium.launch`. */
export function playwrightLaunchOptions(tools: Pick<Tools, 'browser'>) {
  const browser = requireTool(tools.browser)
  return {
    executablePath: browser.path,
    env: { ...definedOnly(process.env), ...browser.env },
    args: [
      ...browser.args,
      ...(isHeadlessShell(browser.from, browser.path) ? ['--headless=shell'] : []),
    ],
  }
}

const isHeadlessShell = (from: string, path: string) =>
  from === 'remotion' || from === '@sparticuz/chromium' || /headless[-_]shell/.test(path)

const definedOnly = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
