import { type CalculateMetadataFunction, Composition } from 'remotion'
import { plainStyle } from '#core/caption-style.ts'
import { cardFrames, cardsOf } from '#core/card.ts'
import { plainParts } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { ClipComposition, type ClipCompositionProps } from './clip-composition.tsx'

const clipMetadata: CalculateMetadataFunction<ClipCompositionProps> = ({ props }) => ({
  ...shapeSize[props.shape],
  fps: FPS,
  durationInFrames: Math.max(
    1,
    clipFrames(cutList(props.project)) + cardFrames(cardsOf(props.project)),
  ),
})

const nothing: ClipCompositionProps = {
  project: {
    ...plainParts(),
    title: '',
    shape: '9:16',
    pieces: [],
    words: [],
    style: plainStyle('punch'),
    issues: [],
  },
  shape: '9:16',
  video: null,
  audio: null,
  assets: {},
  music: null,
  motion: 'full',
}

/** What Remotion can render by itself: the whole clip, picture included. */
export const Root = () => (
  <Composition
    id="clip"
    component={ClipComposition}
    calculateMetadata={clipMetadata}
    defaultProps={nothing}
  />
)
