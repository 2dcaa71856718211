import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { coloursOf } from '#core/caption-style.ts'
import { Button } from '../components/button.tsx'
import { ColourInput } from '../components/colour-input.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { useRoom } from './use-room.tsx'

/** Fewer take no turns, and more nobody tells apart. */
const [FEWEST, MOST] = [2, 6]

/** The colours that words take in turn. */
export function PaletteField({ palette }: { palette: string }) {
  const { actions } = useRoom()
  const id = useId()
  const colours = coloursOf(palette)
  const set = (next: string[]) => actions.setStyle({ palette: next.join(' ') })
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="sr-only">Colours in turn</legend>
      {colours.map((colour, i) => {
        const name = `Colour ${i + 1} of ${colours.length}`
        const key = `${id}-${i}`
        return (
          <div key={key} className="flex min-h-[30px] items-center gap-2 text-13">
            <label htmlFor={key} className="flex-1 text-2">
              {name}
            </label>
            {colours.length > FEWEST && (
              <IconButton
                label={`${name}: take it out`}
                className="size-6!"
                onClick={() => set(colours.toSpliced(i, 1))}
              >
                <X size={12} aria-hidden />
              </IconButton>
            )}
            <ColourInput
              id={key}
              value={colour}
              onPreview={(next) =>
                actions.previewStyle({ palette: colours.with(i, next).join(' ') })
              }
              onChange={(next) => set(colours.with(i, next))}
            />
          </div>
        )
      })}
      {colours.length < MOST && (
        <Button
          size="small"
          className="self-end"
          icon={<Plus size={14} aria-hidden />}
          onClick={() => set([...colours, '#ffffff'])}
        >
          Another colour
        </Button>
      )}
    </fieldset>
  )
}
