import { Player, type PlayerRef } from '@remotion/player'
import { createRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { AssetSources } from '#core/asset.ts'
import { cardFrames, cardsOf } from '#core/card.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { loadCaptionFonts } from './caption-fonts.ts'
import { CaptionOverlay, type CaptionOverlayProps } from './caption-overlay.tsx'
import { cardLettering, cardPictures } from './card-picture.tsx'
import { ClipComposition } from './clip-composition.tsx'
import { GraphicsOverlay } from './graphics/graphics-overlay.tsx'
import { graphicLettering, graphicPictures } from './graphics/lay-out-graphics.ts'
import { loadPictures } from './graphics/use-pictures.ts'
import { captionLettering } from './lay-out-captions.ts'
import type { SourceVideo } from './source-picture.tsx'

/** The editor's way to a picture: all that is drawn over a film, inside Remotion's Player. For tests. */
export type PlayerPage = {
  /** Shows what is drawn of a clip in a player of some width, px. */
  show: (project: ClipProject, shape: Shape, width: number, assets?: AssetSources) => Promise<void>
  seek: (frame: number) => Promise<void>
  /** Shows the whole film of a clip, its cards among it; by itself without a picture. */
  film: (
    project: ClipProject,
    width: number,
    assets?: AssetSources,
    video?: SourceVideo,
  ) => Promise<void>
  /** Plays a clip's sound from two files, its own and its music's. */
  hear: (project: ClipProject, voice: string, music: string) => Promise<void>
  /** How loud each of what would be heard now is, 0–1. */
  volumes: () => number[]
  /** The words on screen: what is written and where, in px of the clip's own picture. */
  words: () => { text: string; x: number; y: number; width: number; height: number }[]
}

const place = document.createElement('div')
document.body.append(place)
const root = createRoot(place)
let player = createRef<PlayerRef>()
let scale = 1

const painted = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

const isSeeking = ({ seeking, readyState }: HTMLVideoElement) =>
  seeking || readyState < HTMLMediaElement.HAVE_CURRENT_DATA

const Drawn = ({ assets, ...props }: CaptionOverlayProps & { assets: AssetSources }) => (
  <>
    <GraphicsOverlay {...props} assets={assets} />
    <CaptionOverlay {...props} />
  </>
)

const page: PlayerPage = {
  async show(project, shape, width, assets = {}) {
    await loadCaptionFonts([...captionLettering(project), ...graphicLettering(project)])
    await loadPictures(graphicPictures(project, assets))
    const picture = shapeSize[shape]
    scale = width / picture.width
    player = createRef<PlayerRef>()
    flushSync(() =>
      root.render(
        <Player
          key={`${project.style.name} ${shape} ${width}`}
          ref={player}
          component={Drawn}
          inputProps={{ project, shape, assets, motion: 'full' }}
          compositionWidth={picture.width}
          compositionHeight={picture.height}
          durationInFrames={clipFrames(cutList(project))}
          fps={FPS}
          style={{ width, height: picture.height * scale }}
          acknowledgeRemotionLicense
        />,
      ),
    )
    await painted()
  },
  async hear(project, voice, music) {
    player = createRef<PlayerRef>()
    flushSync(() =>
      root.render(
        <Player
          key={`${voice} ${music}`}
          ref={player}
          component={ClipComposition}
          inputProps={{
            ...{ project, shape: project.shape, video: null, assets: {}, motion: 'full' },
            ...{ audio: { src: voice }, music: { src: music } },
          }}
          compositionWidth={shapeSize[project.shape].width}
          compositionHeight={shapeSize[project.shape].height}
          durationInFrames={clipFrames(cutList(project))}
          fps={FPS}
          numberOfSharedAudioTags={0}
          acknowledgeRemotionLicense
        />,
      ),
    )
    await painted()
  },
  async film(project, width, assets = {}, video) {
    const { shape } = project
    const cards = cardsOf(project)
    await loadCaptionFonts(cards.flatMap(({ overlay }) => cardLettering(overlay)))
    await loadPictures(cards.flatMap(({ overlay }) => cardPictures(overlay, assets)))
    const picture = shapeSize[shape]
    scale = width / picture.width
    player = createRef<PlayerRef>()
    flushSync(() =>
      root.render(
        <Player
          key={`film ${width}`}
          ref={player}
          component={ClipComposition}
          inputProps={{
            ...{ project, shape, video: video ?? null, audio: null, music: null, assets },
            motion: 'full',
          }}
          compositionWidth={picture.width}
          compositionHeight={picture.height}
          durationInFrames={clipFrames(cutList(project)) + cardFrames(cards)}
          fps={FPS}
          style={{ width, height: picture.height * scale }}
          acknowledgeRemotionLicense
        />,
      ),
    )
    await painted()
  },
  volumes: () => [...document.querySelectorAll('audio')].map((audio) => audio.volume),
  async seek(frame) {
    flushSync(() => player.current?.seekTo(frame))
    await painted()
    while ([...document.querySelectorAll('video')].some(isSeeking)) await painted()
  },
  words: () =>
    [...document.querySelectorAll('text')]
      .filter((text) => text.closest('[aria-hidden]') === null)
      .map((text) => {
        const { x, y, width, height } = text.getBoundingClientRect()
        return {
          text: text.textContent ?? '',
          x: x / scale,
          y: y / scale,
          width: width / scale,
          height: height / scale,
        }
      }),
}

Object.assign(window, { cliproom: page })
