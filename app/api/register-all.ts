import { z } from '@hono/zod-openapi'
import { AppError } from '#core/errors.ts'
import { accountEndpoints } from './account-endpoints.ts'
import { analysisEndpoints } from './analysis-endpoints.ts'
import { apiKeyEndpoints } from './api-key-endpoints.ts'
import { approvalEndpoints } from './approval-endpoints.ts'
import { assetEndpoints } from './asset-endpoints.ts'
import { authEndpoints } from './auth-endpoints.ts'
import { brandEndpoints } from './brand-endpoints.ts'
import { clipEndpoints } from './clip-endpoints.ts'
import { compositionEndpoints } from './composition-endpoints.ts'
import { directUploadEndpoints } from './direct-upload-endpoints.ts'
import { type Api, openEndpoint } from './endpoint.ts'
import { engineEndpoints } from './engine-endpoints.ts'
import { exportEndpoints } from './export-endpoints.ts'
import { facesEndpoints } from './faces-endpoints.ts'
import { loudnessEndpoints } from './loudness-endpoints.ts'
import { numbersEndpoints } from './numbers-endpoints.ts'
import { planEndpoints } from './plan-endpoints.ts'
import { postEndpoints } from './post-endpoints.ts'
import { projectEndpoints } from './project-endpoints.ts'
import { renderEndpoints } from './render-endpoints.ts'
import { reviewEndpoints } from './review-endpoints.ts'
import { saidEndpoints } from './said-endpoints.ts'
import { openSignedFile } from './signed-files.ts'
import { styleEndpoints } from './style-endpoints.ts'
import { templateEndpoints } from './template-endpoints.ts'
import { tightenEndpoints } from './tighten-endpoints.ts'
import { transcriptEditEndpoints } from './transcript-edit-endpoints.ts'
import { transcriptionEndpoints } from './transcription-endpoints.ts'
import { translationEndpoints } from './translation-endpoints.ts'
import { versionEndpoints } from './version-endpoints.ts'
import { videoEndpoints } from './video-endpoints.ts'
import { webhookEndpoints } from './webhook-endpoints.ts'
import { wordEndpoints } from './word-endpoints.ts'
import { workspaceEndpoints } from './workspace-endpoints.ts'
import { writtenStyleEndpoints } from './written-style-endpoints.ts'

/** Every operation there is, in the order the document lists them. */
export function registerAll(api: Api): void {
  authEndpoints(api)
  accountEndpoints(api)
  projectEndpoints(api)
  videoEndpoints(api)
  directUploadEndpoints(api)
  transcriptionEndpoints(api)
  transcriptEditEndpoints(api)
  saidEndpoints(api)
  postEndpoints(api)
  analysisEndpoints(api)
  clipEndpoints(api)
  tightenEndpoints(api)
  facesEndpoints(api)
  loudnessEndpoints(api)
  translationEndpoints(api)
  compositionEndpoints(api)
  wordEndpoints(api)
  versionEndpoints(api)
  reviewEndpoints(api)
  approvalEndpoints(api)
  styleEndpoints(api)
  brandEndpoints(api)
  assetEndpoints(api)
  renderEndpoints(api)
  exportEndpoints(api)
  templateEndpoints(api)
  writtenStyleEndpoints(api)
  workspaceEndpoints(api)
  apiKeyEndpoints(api)
  engineEndpoints(api)
  webhookEndpoints(api)
  numbersEndpoints(api)
  planEndpoints(api)

  openEndpoint(
    api,
    {
      method: 'get',
      path: '/files/{token}',
      tag: 'Files',
      summary: 'Open a file by a signed address',
      more: 'Addresses of this kind are given out as `output_url`, `thumbnail_url` and the like.',
      params: z.object({ token: z.string().max(2000) }),
      answer: { status: 200, schema: null, rawAnswer: { 'application/octet-stream': {} } },
      refuses: [404],
    },
    async ({ app, params, request }) => {
      const file = await openSignedFile(app, params.token, request)
      if (!file || file.status === 404) throw new AppError('address.unknown')
      return file
    },
  )
}
