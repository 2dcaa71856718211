import { type Shape, shapeSize } from '#core/shape.ts'

/** A frame of that shape. */
export function ShapeIcon({ shape, size = 22 }: { shape: Shape; size?: number }) {
  const { width, height } = shapeSize[shape]
  const scale = size / Math.max(width, height)
  return (
    <span
      aria-hidden
      className="inline-grid shrink-0 place-items-center"
      style={{ width: size, height: size }}
    >
      <span
        className="block rounded-[2px]"
        style={{
          width: width * scale,
          height: height * scale,
          border: '2px solid currentColor',
        }}
      />
    </span>
  )
}
