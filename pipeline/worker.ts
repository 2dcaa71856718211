import type { LambdaSetup } from '#core/lambda-export.ts'
import type { Database } from '#db/client.ts'
import type { Storage } from '#db/storage.ts'
import { makePoster } from '#render/make-poster.ts'
import { endIdleRenderChildren, renderInChild } from '#render/render-in-child.ts'
import type { Tools } from '#render/tools.ts'
import { momentsInThread, shortlistInThread } from './find-moments-in-thread.ts'
import { fetchVideo } from './import/fetch-video.ts'
import { makeIngest } from './ingest/make-ingest.ts'
import type { JobDeps } from './job-deps.ts'
import { jobRecords } from './job-records.ts'
import { openaiLlm } from './llm/llm.ts'
import type { LlmConfig } from './llm/llm-config.ts'
import { momentsWithLlm } from './llm/read-moments.ts'
import type { Log } from './log.ts'
import { postWebhook } from './outbound/post-webhook.ts'
import type { Queue } from './queue.ts'
import { renderFiles } from './render-files.ts'
import { runWorker, type Worker } from './run-worker.ts'
import { sampleTalk } from './sample/sample-talk.ts'
import type { SendMail } from './send-mail.ts'
import { speechEngines } from './speech/engine.ts'
import { hearTrack } from './speech/hear-track.ts'
import type { SpeechConfig } from './speech/speech-config.ts'
import type { OnJobEnded } from './traced-job.ts'
import { clipTranslator, type EditClip } from './translate-clip.ts'

export type World = {
  database: Database
  storage: Storage
  tools: Tools
  config: {
    transcribe: SpeechConfig
    llm: LlmConfig
    /** Functions at AWS that draw exports; left out, this machine does. */
    lambda?: LambdaSetup | null
    dataFolder: string
    allowPrivateAddresses?: boolean
  }
  log: Log
  /** Opens what the database holds sealed. Left out where nothing is: on the command line. */
  unseal?: (sealed: string) => string
  /** Left out where nobody is written to. */
  mail?: SendMail
  /** Left out where nobody edits: on the command line. */
  editClip?: EditClip
  onJobEnded?: OnJobEnded
}

/** Everything jobs need, made of real things. */
export function jobWorld({
  database,
  storage,
  tools,
  config,
  log,
  unseal,
  mail,
  editClip,
}: World): JobDeps {
  const ingest = makeIngest({ tools, storage })
  const llm = openaiLlm(config.llm)
  return {
    db: database.db,
    records: jobRecords,
    storage,
    log,
    fetchVideo: fetchVideo({ allowPrivate: config.allowPrivateAddresses ?? false }),
    ingest,
    speech: speechEngines(config.transcribe, config.dataFolder).map(
      ({ name, engine, leaves, price }) => ({ ...hearTrack(engine, storage, price), name, leaves }),
    ),
    spendUnasked: config.transcribe.spendUnasked ?? 0,
    moments: llm
      ? momentsWithLlm({ llm, shortlist: shortlistInThread, storage, log })
      : momentsInThread,
    translateClip: clipTranslator({
      ...{ db: database.db, storage, llm },
      editClip(...edit) {
        if (!editClip) throw new Error('no clip is edited here')
        return editClip(...edit)
      },
    }),
    render: renderFiles({
      ...{ storage, tools, render: renderInChild, poster: makePoster, log },
      lambda: config.lambda ?? null,
    }),
    postWebhook: postWebhook({ allowPrivate: config.allowPrivateAddresses ?? false }),
    unseal(sealed) {
      if (!unseal) throw new Error('nothing is sealed here')
      return unseal(sealed)
    },
    mail(message) {
      if (!mail) throw new Error('nobody is written to here')
      return mail(message)
    },
    sample: sampleTalk({ tools, storage }),
  }
}

/** Runs the queue's jobs in this process. On PGlite it is the only one that may. */
export async function startWorker({ queue, ...world }: World & { queue: Queue }): Promise<Worker> {
  const deps = jobWorld(world)
  const worker = await runWorker({
    database: world.database,
    queue,
    deps,
    log: world.log,
    ...(world.onJobEnded && { onJobEnded: world.onJobEnded }),
  })
  // So that the first person to open it does not wait for it to be drawn.
  const background = new AbortController()
  const prepared = deps.sample.prepare(background.signal).catch((error: unknown) => {
    if (!background.signal.aborted) world.log.warn({ err: error }, 'the sample was not drawn')
  })
  return {
    async stop() {
      background.abort()
      await Promise.all([worker.stop(), prepared])
      endIdleRenderChildren()
    },
  }
}
