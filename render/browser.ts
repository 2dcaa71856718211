import { requireTool, type Tools } from './tools.ts'

/**
 * What Remotion must be told wherever it starts a browser. Software drawing: the same pixels on
 * every machine, and none of our pictures needs a GPU.
 */
export function remotionBrowserOptions(tools: Pick<Tools, 'browser'>) {
  const browser = requireTool(tools.browser)
  return {
    browserExecutable: browser.path,
    chromiumOptions: { gl: null },
    chromeMode: browser.headlessShell
      ? ('headless-shell' as const)
      : ('chrome-for-testing' as const),
    logLevel: 'error' as const,
  }
}

/** Options for Playwright's `chromium.launch`. */
export function playwrightLaunchOptions(tools: Pick<Tools, 'browser'>) {
  const browser = requireTool(tools.browser)
  return {
    executablePath: browser.path,
    env: { ...definedOnly(process.env), ...browser.env },
    args: [...browser.args, ...(browser.headlessShell ? ['--headless=shell'] : [])],
  }
}

const definedOnly = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(
    Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
