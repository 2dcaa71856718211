import { Composition, Freeze, registerRoot, useCurrentFrame } from 'remotion'
import type { StyleName } from '#core/caption-style.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import type { Box } from './caption-layout.ts'
import { CaptionOverlay } from './caption-overlay.tsx'
import { CELL_FRAMES, fidelityClip, lookedAt, textNames } from './fidelity-cells.fixtures.ts'

export type FidelityReelProps = { shape: Shape; strips: { name: StyleName; band: Box }[] }

/** Frame by frame the strips of several styles, as Remotion's own renderer draws them. For tests. */
function FidelityReel({ shape, strips }: FidelityReelProps) {
  const strip = strips[useCurrentFrame()]
  if (!strip) return null
  const { name, band } = strip
  const picture = shapeSize[shape]
  return (
    <div>
      {textNames.flatMap((text) =>
        lookedAt.map((frame) => (
          <div
            key={`${name} ${text} ${frame}`}
            style={{
              ...{ position: 'relative', overflow: 'hidden' },
              ...{ width: band.width, height: band.height },
            }}
          >
            <div style={{ position: 'absolute', left: -band.x, top: -band.y, ...picture }}>
              <Freeze frame={frame}>
                <CaptionOverlay project={fidelityClip(name, text)} shape={shape} motion="full" />
              </Freeze>
            </div>
          </div>
        )),
      )}
    </div>
  )
}

const none: FidelityReelProps = { shape: '9:16', strips: [] }

registerRoot(() => (
  <Composition
    id="reel"
    component={FidelityReel}
    calculateMetadata={({ props }) => ({
      width: Math.max(2, ...props.strips.map(({ band }) => band.width)),
      height: Math.max(
        2,
        ...props.strips.map(({ band }) => band.height * textNames.length * lookedAt.length),
      ),
      fps: 30,
      // Long enough for every frame that is looked at: Remotion lets none lie past the end.
      durationInFrames: Math.max(CELL_FRAMES, props.strips.length),
    })}
    defaultProps={none}
  />
))
