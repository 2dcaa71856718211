import type { Db } from '#db/client.ts'
import type { Storage } from '#db/storage.ts'
import type { FetchVideo } from './import/fetch-video.ts'
import type { Ingest } from './ingest/ingest.ts'
import type { JobRecords } from './job-records.ts'
import type { Log } from './log.ts'
import type { Moments } from './moments.ts'
import type { PostWebhook } from './outbound/post-webhook.ts'
import type { RenderFiles } from './render-files.ts'
import type { SampleTalk } from './sample/sample-talk.ts'
import type { SendMail } from './send-mail.ts'
import type { NamedSpeech } from './speech/speech.ts'
import type { TranslateClip } from './translate-clip.ts'

/** The world as jobs meet it. worker.ts supplies it; tests supply what they need of it. */
export type JobDeps = {
  db: Db
  records: JobRecords
  storage: Storage
  log: Log
  fetchVideo: FetchVideo
  ingest: Ingest
  /** The speech engines that are set up, as they are tried. */
  speech: NamedSpeech[]
  /** Dollars that may be spent on hearing one video without asking. */
  spendUnasked: number
  moments: Moments
  translateClip: TranslateClip
  render: RenderFiles
  sample: SampleTalk
  postWebhook: PostWebhook
  mail: SendMail
  /** Opens what the database holds sealed. */
  unseal(sealed: string): string
}
