import { Player, type PlayerRef } from '@remotion/player'
import { createRef } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { ClipProject } from '#core/clip-project.ts'
import { clipFrames, cutList } from '#core/cut-list.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { FPS } from '#core/time.ts'
import { loadCaptionFonts } from './caption-fonts.ts'
import { CaptionOverlay } from './caption-overlay.tsx'
import { captionLettering } from './lay-out-captions.ts'

/** The editor's way to a picture: the captions inside Remotion's Player. For tests. */
export type PlayerPage = {
  /** Shows a clip's captions in a player of some width, px. */
  show: (project: ClipProject, shape: Shape, width: number) => Promise<void>
  seek: (frame: number) => Promise<void>
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

const page: PlayerPage = {
  async show(project, shape, width) {
    await loadCaptionFonts(captionLettering(project))
    const picture = shapeSize[shape]
    scale = width / picture.width
    player = createRef<PlayerRef>()
    flushSync(() =>
      root.render(
        <Player
          key={`${project.style.name} ${shape} ${width}`}
          ref={player}
          component={CaptionOverlay}
          inputProps={{ project, shape, motion: 'full' }}
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
  async seek(frame) {
    flushSync(() => player.current?.seekTo(frame))
    await painted()
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
