import { Thumbnail } from '@remotion/player'
import { useEffect, useMemo, useState } from 'react'
import type { AssetSources } from '#core/asset.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { spokenClip } from '#core/hard-texts.ts'
import { overlayAssets } from '#core/overlay.ts'
import { shapeSize } from '#core/shape.ts'
import { SAMPLE_WORDS, type TemplateLook, withTitle } from '#core/template.ts'
import { FPS } from '#core/time.ts'
import { ClipComposition } from '#remotion/clip-composition.tsx'

/** What a template makes of some words, drawn by what draws the export, on a ground without a video. */
export function SampleStill({ look, name }: { look: TemplateLook; name: string }) {
  // The fonts and the film are measured by a browser.
  const [inBrowser, setInBrowser] = useState(false)
  useEffect(() => setInBrowser(true), [])
  const project = useMemo(() => sampleOf(look, name), [look, name])
  const frames = clipFrames(cutList(project))
  const assets = useMemo(
    () =>
      Object.fromEntries(
        overlayAssets(project).map((id) => [id, { src: `/media/assets/${id}/file` }]),
      ) as AssetSources,
    [project],
  )
  const { width, height } = shapeSize[project.shape]
  return (
    <div className="grid aspect-square place-items-center overflow-hidden bg-stage p-3">
      {inBrowser && (
        <div
          aria-hidden
          className="max-h-full max-w-full overflow-hidden rounded-1"
          style={{ aspectRatio: `${width} / ${height}`, height: height >= width ? '100%' : 'auto' }}
        >
          <Thumbnail
            component={ClipComposition}
            inputProps={{
              ...{ project, shape: project.shape, video: null, audio: null, assets, music: null },
              motion: 'none' as const,
            }}
            durationInFrames={frames}
            frameToDisplay={Math.min(frames - 1, 62)}
            fps={FPS}
            compositionWidth={width}
            compositionHeight={height}
            style={{ width: '100%', height: '100%' }}
            errorFallback={() => null}
          />
        </div>
      )}
    </div>
  )
}

function sampleOf(look: TemplateLook, name: string): ClipProject {
  const shape = look.parts.includes('layout') ? look.shape : '9:16'
  return {
    ...spokenClip(SAMPLE_WORDS, shape),
    title: '',
    style: look.style,
    // Cards come before and after what is shown here.
    overlays: look.overlays
      .filter(({ kind }) => kind !== 'intro' && kind !== 'outro' && kind !== 'music')
      .map((overlay) => withTitle(overlay, name)),
  }
}
