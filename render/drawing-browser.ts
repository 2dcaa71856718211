import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { type BrowserPipe, openBrowserPipe } from './browser-pipe.ts'
import { makeProfile, removeProfile } from './browser-profile.ts'
import { dyingWithUs } from './dying-with-us.ts'
import { openEnding } from './ending.ts'
import { type HandedOut, receiveFiles } from './handed-out.ts'
import { requireTool, type Tools } from './tools.ts'

/** A browser kept warm between exports, with one bundled page open in it at a time. */
export type DrawingBrowser = {
  /**
   * Opens the page of a bundle, or takes up the one that was left. It sees the bundle's files and
   * nothing else.
   */
  open: (bundle: string) => Promise<OpenPage>
  close: () => Promise<void>
  /** Resolves when the browser has ended, whoever ended it. */
  gone: Promise<void>
}

export type OpenPage = {
  /** Calls `cliproom.<name>(...args)` in the page; arguments and result are plain JSON. */
  call: <T>(name: string, ...args: unknown[]) => Promise<T>
  /** The bytes that the page hands out next: it may call `handOut` while it is called. */
  handedOut: () => Promise<Buffer>
  /** A picture of the page's upper left corner as PNG with alpha, `scale` px for each of the page's. */
  picture: (width: number, height: number, scale?: number) => Promise<Buffer>
  /** All of the page as a PDF on A4, numbered, once its letters are there. */
  print: () => Promise<Buffer>
  close: () => Promise<void>
  /** Instead of closing: the next who opens this bundle gets the page as it is now. One is kept. */
  leave: () => Promise<void>
}

const FLAGS = [
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--mute-audio',
  '--hide-scrollbars',
  // Two pages may draw at once, and neither of them is looked at: each gets its share all the same.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  // Processes of their own for drawing to a screen and for a network; there is neither here.
  '--in-process-gpu',
  '--enable-features=NetworkServiceInProcess2',
  // Pages that a window has around ours, drawn anew with it, and one kept in store: two fifths more work.
  `--disable-features=${[
    ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
    'SpareRendererForSitePerProcess',
  ].join(',')}`,
  // The same pixels on every machine.
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--disable-lcd-text',
  // A picture never keeps a rim of what the page showed before it.
  '--disable-partial-raster',
  // Its files come to it through us; it has no business on a network.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  // Nor has what names a machine by its number: there is no such proxy, and no way around it.
  '--proxy-server=http://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
]

export async function launchDrawingBrowser(tools: Pick<Tools, 'browser'>): Promise<DrawingBrowser> {
  const browser = requireTool(tools.browser)
  const profile = await makeProfile()
  const headless = browser.headlessShell ? [] : ['--headless=new']
  const [command, args] = dyingWithUs(browser.path, [
    ...FLAGS,
    ...headless,
    `--user-data-dir=${profile}`,
    'about:blank',
  ])
  const child = spawn(command, args, {
    env: { ...process.env, ...browser.env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  }).then(() => removeProfile(profile))
  const pipe = openBrowserPipe(child)
  const files = await receiveFiles(pipe, join(profile, 'handed-out'))
  let unused = await firstWindow(pipe)
  let left: { bundle: string; page: OpenPage } | null = null
  const leave = async (bundle: string, page: OpenPage) => {
    const before = left
    left = { bundle, page }
    await before?.page.close()
  }
  return {
    async open(bundle) {
      if (left?.bundle === bundle) {
        const { page } = left
        left = null
        return page
      }
      // To open another window costs a second.
      const first = unused
      unused = null
      const window = first ?? (await newWindow(pipe))
      const page: OpenPage = {
        ...(await openPage(pipe, window, files, bundle)),
        leave: () => leave(bundle, page),
      }
      return page
    },
    close: async () => {
      child.kill('SIGKILL')
      await gone
    },
    gone,
  }
}

const ORIGIN = 'http://cliproom.invalid'

type Target = { targetId: string }

/** The window that a browser starts with. */
async function firstWindow(pipe: BrowserPipe): Promise<Target | null> {
  const { targetInfos } = await pipe.send<{ targetInfos: (Target & { type: string })[] }>(
    'Target.getTargets',
  )
  return targetInfos.find(({ type }) => type === 'page') ?? null
}

/** A page behind another in one window is not drawn: a picture of it would take minutes to come. */
const newWindow = (pipe: BrowserPipe) =>
  pipe.send<Target>('Target.createTarget', { url: 'about:blank', newWindow: true })

async function openPage(
  pipe: BrowserPipe,
  { targetId }: Target,
  files: HandedOut,
  bundle: string,
): Promise<Omit<OpenPage, 'leave'>> {
  const { sessionId } = await pipe.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  })
  const send = <T>(method: string, params?: object) => pipe.send<T>(method, params, sessionId)

  pipe.on(sessionId, 'Fetch.requestPaused', (params) => {
    const { requestId, request } = params as { requestId: string; request: { url: string } }
    answer(request.url, bundle)
      .then((found) =>
        found
          ? send('Fetch.fulfillRequest', { requestId, responseCode: 200, ...found })
          : send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }),
      )
      // The page was closed while it still asked.
      .catch(() => {})
  })
  const loaded = new Promise<void>((resolve) =>
    pipe.on(sessionId, 'Page.loadEventFired', () => resolve()),
  )
  // A page that was given more than it can hold answers nothing any more.
  const { orEnded: orCrashed, end } = openEnding()
  pipe.on(sessionId, 'Inspector.targetCrashed', () => end(new PageCrashed()))
  await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  await send('Page.enable')
  await send('Inspector.enable')
  await send('Emulation.setDefaultBackgroundColorOverride', {
    color: { r: 0, g: 0, b: 0, a: 0 },
  })
  await send('Page.navigate', { url: `${ORIGIN}/index.html` })
  // A browser that ends meanwhile never says that it has loaded.
  await pipe.orGone(loaded)

  return {
    async call<T>(name: string, ...args: unknown[]) {
      const asked = send<Evaluated>('Runtime.evaluate', {
        expression: `cliproom.${name}(${args.map((arg) => JSON.stringify(arg)).join(',')})`,
        awaitPromise: true,
        returnByValue: true,
      })
      const { result, exceptionDetails } = await orCrashed(asked)
      if (exceptionDetails)
        throw new Error(
          `${name}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`,
        )
      return result.value as T
    },
    handedOut: () => orCrashed(files.next(targetId)),
    async picture(width, height, scale = 1) {
      await send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: scale,
        mobile: false,
      })
      const taken = send<{ data: string }>('Page.captureScreenshot', {
        format: 'png',
        // Larger files, written in a fraction of the time; they are read once and thrown away.
        optimizeForSpeed: true,
        clip: { x: 0, y: 0, width, height, scale: 1 },
      })
      const { data } = await orCrashed(taken)
      return Buffer.from(data, 'base64')
    },
    async print() {
      const letters = { expression: 'document.fonts.ready.then(() => true)', awaitPromise: true }
      await orCrashed(send('Runtime.evaluate', letters))
      const written = send<{ data: string }>('Page.printToPDF', A4)
      const { data } = await orCrashed(written)
      return Buffer.from(data, 'base64')
    },
    close: async () => {
      pipe.forget(sessionId)
      await pipe.send('Target.closeTarget', { targetId })
      await files.drop(targetId)
    },
  }
}

/** Inches. */
const A4 = {
  ...{ paperWidth: 8.27, paperHeight: 11.69, printBackground: true },
  ...{ marginTop: 0.7, marginBottom: 0.8, marginLeft: 0.75, marginRight: 0.75 },
  ...{ displayHeaderFooter: true, headerTemplate: '<span></span>' },
  footerTemplate:
    '<p style="width:100%;text-align:center;font-size:8px;color:#5c6370"><span class="pageNumber"></span> / <span class="totalPages"></span></p>',
}

/** The page used more memory than it may, and is gone. */
export class PageCrashed extends Error {
  constructor() {
    super('the page that draws has crashed')
  }
}

type Evaluated = {
  result: { value: unknown }
  exceptionDetails?: { text: string; exception?: { description?: string } }
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** A file of the bundle as the protocol wants it; null for anything else there is in the world. */
async function answer(url: string, bundle: string) {
  const { origin, pathname } = new URL(url)
  const path = normalize(join(bundle, decodeURIComponent(pathname)))
  const type = types[extname(path)]
  if (origin !== ORIGIN || !type || !path.startsWith(bundle + sep)) return null
  const body = await readFile(path).catch(() => null)
  return (
    body && {
      responseHeaders: [{ name: 'Content-Type', value: type }],
      body: body.toString('base64'),
    }
  )
}
