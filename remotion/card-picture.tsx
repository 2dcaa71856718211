import { useMemo } from 'react'
import type { AssetSources, PictureAssets } from '#core/asset.ts'
import type { Card } from '#core/card.ts'
import { readableOn } from '#core/colour.ts'
import { type OverlayOf, overlayDefaults } from '#core/overlay.ts'
import type { Rect } from '#core/picture-parts.ts'
import { type Shape, shapeSize } from '#core/shape.ts'
import { ms } from '#core/time.ts'
import type { Lettering } from './caption-fonts.ts'
import type { LaidGraphic } from './graphics/graphic-layout.ts'
import { GraphicPicture } from './graphics/graphic-picture.tsx'
import { layOutText, textFace } from './graphics/lay-out-text.ts'
import { loadedPictures, usePictures } from './graphics/use-pictures.ts'
import { measureText } from './measure-text.ts'
import type { MeasureText } from './text-runs.ts'
import { useCaptionFonts } from './use-caption-fonts.ts'

type CardOverlay = Card['overlay']

/** Shares of the picture: how large an image is at most, alone and over a text. */
const ALONE = { width: 0.8, height: 0.7 }
const OVER_TEXT = { width: 0.6, height: 0.4 }
/** Where the middles of an image and of the text under it are. */
const HIGH = 0.4
const LOW = 0.74

/** A card's text as the overlay it looks like. */
const textOf = ({ text, background, asset }: CardOverlay): OverlayOf<'text'> => ({
  ...overlayDefaults.text,
  ...{ kind: 'text', id: 'card', text, size: 72, font: 'inter-bold' },
  colour: readableOn(background, '#ffffff'),
  ...{ x: 0.5, y: asset === null ? 0.5 : LOW, w: 0.84 },
  ...{ shown: 'all', shownMs: ms(3000), from: ms(0), to: ms(0) },
})

type LaidCard = {
  background: string
  picture: { src: string; box: Rect } | null
  text: LaidGraphic | null
}

/** A card laid out over the whole picture. */
export function layOutCard(
  overlay: CardOverlay,
  shape: Shape,
  assets: PictureAssets,
  measure: MeasureText,
): LaidCard {
  const { width, height } = shapeSize[shape]
  const text = textOf(overlay)
  const laid = layOutText(text, shape, measure)
  const image = overlay.asset === null ? undefined : assets[overlay.asset]
  const room = laid ? OVER_TEXT : ALONE
  const fit = image
    ? Math.min((room.width * width) / image.width, (room.height * height) / image.height)
    : 0
  const even = (n: number) => Math.round(n / 2) * 2
  const size = image && { width: even(image.width * fit), height: even(image.height * fit) }
  return {
    background: overlay.background,
    picture:
      image && size
        ? {
            src: image.src,
            box: {
              x: even((width - size.width) / 2),
              y: even(height * (laid ? HIGH : 0.5) - size.height / 2),
              ...size,
            },
          }
        : null,
    text: laid && { id: 'card', frames: [], ...laid },
  }
}

/** All that must be there before a card can be measured. */
export const cardLettering = (overlay: CardOverlay): Lettering[] =>
  overlay.text.trim() === '' ? [] : [{ typeface: textFace(textOf(overlay)), letters: overlay.text }]

export const cardPictures = ({ asset }: CardOverlay, assets: AssetSources): string[] =>
  asset === null ? [] : [assets[asset]?.src ?? []].flat()

/** What a card looks like: the preview and the export both draw this and nothing else. */
export function CardPicture({ card, shape }: { card: LaidCard; shape: Shape }) {
  const { width, height } = shapeSize[shape]
  const { background, picture, text } = card
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ display: 'block', position: 'absolute', left: 0, top: 0 }}
      role="presentation"
    >
      <rect width={width} height={height} fill={background.slice(0, 7)} />
      {picture && <image href={picture.src} {...picture.box} preserveAspectRatio="none" />}
      {text && (
        <g transform={`translate(${text.box.x} ${text.box.y})`}>
          <GraphicPicture graphic={text} />
        </g>
      )}
    </svg>
  )
}

/** A card in the Player, once its letters and its picture are here. */
export function CardOnFilm({
  overlay,
  shape,
  assets,
}: {
  overlay: CardOverlay
  shape: Shape
  assets: AssetSources
}) {
  const fonts = useCaptionFonts(useMemo(() => cardLettering(overlay), [overlay]))
  const pictures = usePictures(useMemo(() => cardPictures(overlay, assets), [overlay, assets]))
  const card = useMemo(
    () =>
      fonts && pictures ? layOutCard(overlay, shape, loadedPictures(assets), measureText) : null,
    [fonts, pictures, overlay, shape, assets],
  )
  return card && <CardPicture card={card} shape={shape} />
}
