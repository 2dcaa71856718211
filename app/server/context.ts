import type { Logger } from 'pino'
import type { AssetKind } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import type { Engines } from '#core/engine-facts.ts'
import type { UserId, WorkspaceId } from '#core/ids.ts'
import type { ClipLoudness } from '#core/loudness.ts'
import type { CompiledStyle, StyleFacts, StyleFault } from '#core/written-style.ts'
import type { Database, Db } from '#db/client.ts'
import type { Storage } from '#db/storage.ts'
import type { Queue } from '#pipeline/queue.ts'
import type { Auth } from './auth.ts'
import type { Billing } from './billing.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { Config } from './config.ts'
import type { LiveClips } from './live-editing.ts'
import type { MachineFact } from './machine-facts.ts'
import type { Mail } from './mail.ts'
import type { ServerKeys } from './server-keys.ts'
import type { SignInProviders } from './sign-in-providers.ts'
import type { UploadFolder } from './upload-folder.ts'

/** Who is signed in, and the workspace they are in. */
export type CurrentUser = {
  id: UserId
  email: string
  fullName: string
  /** Their picture; null: their initials. */
  avatarUrl?: string | null
  workspaceId: WorkspaceId
}

/** What is done with styles that people write, apart from keeping them. */
export type WrittenStyles = {
  /** For the preview's sandbox; or what is wrong, by line. */
  compile(
    source: string,
  ): Promise<{ ok: true; style: CompiledStyle } | { ok: false; faults: StyleFault[] }>
  /**
   * Draws plain talk and hard texts as an export would. How many pictures that takes, of how many
   * frames. Fails with 'style.failed'.
   */
  check(style: {
    name: string
    source: string
  }): Promise<{ facts: StyleFacts; states: number; frames: number }>
  /** The script of the frame that shows them over a stage. */
  frameScript(): Promise<string>
}

/** What one server has, whoever asks. */
export type AppServices = {
  database: Database
  /** `database.db`, which nearly everybody wants. */
  db: Db
  storage: Storage
  /** Where uploads gather their bytes. */
  uploadFolder: UploadFolder
  queue: Queue
  /** Other ways in than a password. */
  signIn: SignInProviders
  /** Null where no plans are sold. */
  billing: Billing | null
  auth: Auth
  changes: ChangeFeed
  /** The live documents of clips. */
  collab: LiveClips
  /** Reads a picture or a sound to its end: a sound's length, ms. Fails with 'asset.damaged'. */
  decodeAsset(path: string, kind: AssetKind): Promise<number | null>
  /** Makes the middle of a picture a small square file. Fails with 'person.picture-unusable'. */
  squarePicture(from: string, to: string): Promise<void>
  /** How loud a clip's file will be; null where nothing is heard. One at a time, in a process of its own. */
  measureSound(of: {
    project: ClipProject
    source: string
    music: string | null
    signal?: AbortSignal | undefined
  }): Promise<ClipLoudness | null>
  /** A page as a PDF, one at a time, by a browser that reaches nothing but its letters. */
  printPage(html: string): Promise<Uint8Array>
  /** Compiles and tries styles that people wrote. They run in neither. */
  written: WrittenStyles
  /** What functions at AWS would cost for a film of so many frames, dollars; null: none are set up. */
  lambdaPrice: ((frames: number) => Promise<number>) | null
  /** What hears and what reads, and a try of each. */
  engines: Engines
  /** What this machine can do, and what a gap costs. */
  machine(): Promise<MachineFact[]>
  /** What tokens are signed with. */
  keys: ServerKeys
  mail: Mail
  /** Where people reach this place, for links: never what a request says. */
  siteUrl(): string
  config: Config
  log: Logger
}

/**
 * What a loader, an action and a procedure are handed. The Remix bundle and the server are two module
 * graphs: a route that imported a singleton would get a second one.
 */
export type AppContext = AppServices & {
  user: CurrentUser | null
  /** The session's id, for signing out. */
  sessionId: string | null
  /** Headers the response must carry besides its own: a renewed cookie. */
  responseHeaders: Headers
  /** The request's Cookie header: a guest's proof is in it. */
  cookies: string
  /** Where the request came from, for throttling. */
  ip: string
  /** What the client calls itself. */
  userAgent: string
  requestId: string
  /** The nonce of this response's scripts. */
  nonce: string
}

declare module '@remix-run/node' {
  interface AppLoadContext extends AppContext {}
  interface Future {
    v3_singleFetch: true
  }
}
