import { ImagePlus, Type } from 'lucide-react'
import { useState } from 'react'
import type { Overlay, OverlayOf } from '#core/overlay.ts'
import { Button } from '../components/button.tsx'
import { Segmented } from '../components/segmented.tsx'
import { AssetPicker } from './asset-picker.tsx'
import { CardSections } from './card-sections.tsx'
import { LockedNote } from './locked-note.tsx'
import { LogoFields } from './logo-fields.tsx'
import { ColourRow, NumberRow } from './overlay-field.tsx'
import { PictureItem, TextItem } from './overlay-items.tsx'
import { StyleRow } from './style-row.tsx'
import { Section, TabBody } from './tab-body.tsx'
import { useParts } from './use-parts.ts'
import { useCanEdit, useClip, useLock, useRoom, useUi } from './use-room.tsx'

/** What lies on the picture besides the captions: the logo, a progress bar, texts and pictures. */
export function BrandTab() {
  const saved = useClip((view) => view.project)
  const preview = useUi((ui) => ui.preview)
  const canEdit = useCanEdit()
  const { overlays } = preview ? preview(saved) : saved
  if (!canEdit)
    return (
      <TabBody>
        <p className="text-13 text-2">
          {overlays.length === 0
            ? 'Nothing lies on the picture but the captions.'
            : `${overlays.length} ${overlays.length === 1 ? 'thing lies' : 'things lie'} on the picture.`}
        </p>
      </TabBody>
    )
  return (
    <TabBody>
      <LogoSection logo={only(overlays, 'logo')} />
      <ProgressSection bar={only(overlays, 'progress')} />
      <Items overlays={overlays} />
      <CardSections overlays={overlays} />
    </TabBody>
  )
}

const only = <K extends Overlay['kind']>(overlays: readonly Overlay[], kind: K) =>
  overlays.find((one): one is OverlayOf<K> => one.kind === kind)

function LogoSection({ logo }: { logo: OverlayOf<'logo'> | undefined }) {
  const parts = useParts()
  const [choosing, setChoosing] = useState(false)
  if (useLock('logo'))
    return (
      <Section name="Logo">
        <LockedNote field="logo" what={logo ? 'The brand’s logo' : 'No logo'} />
      </Section>
    )
  return (
    <Section
      name="Logo"
      on={logo !== undefined}
      onToggle={(on) => {
        if (on) setChoosing(true)
        else if (logo) parts.removeOverlay(logo)
      }}
    >
      {logo && <LogoFields logo={logo} />}
      {choosing && (
        <AssetPicker
          kind="picture"
          onClose={() => setChoosing(false)}
          onChoose={(asset) => parts.add('logo', { asset })}
        />
      )}
    </Section>
  )
}

function ProgressSection({ bar }: { bar: OverlayOf<'progress'> | undefined }) {
  const parts = useParts()
  return (
    <Section
      name="Progress bar"
      on={bar !== undefined}
      onToggle={(on) => {
        if (on) parts.add('progress', {})
        else if (bar) parts.removeOverlay(bar)
      }}
    >
      {bar && (
        <>
          <StyleRow name="Edge">
            <Segmented
              label="Edge of the progress bar"
              value={bar.edge}
              options={[
                { value: 'top', name: 'Top' },
                { value: 'bottom', name: 'Bottom' },
              ]}
              onChange={(edge) => parts.changeOverlay(bar.id, 'progress', { edge })}
            />
          </StyleRow>
          <NumberRow
            name="Height"
            label="Height of the progress bar"
            value={bar.height}
            min={2}
            max={40}
            step={1}
            say={(height) => `${height} px`}
            onPreview={(height) => parts.previewOverlay(bar.id, { height })}
            onChange={(height) => parts.changeOverlay(bar.id, 'progress', { height })}
          />
          <ColourRow
            name="Colour"
            value={bar.colour}
            onPreview={(colour) => parts.previewOverlay(bar.id, { colour })}
            onChange={(colour) => parts.changeOverlay(bar.id, 'progress', { colour })}
          />
        </>
      )}
    </Section>
  )
}

function Items({ overlays }: { overlays: readonly Overlay[] }) {
  const { room } = useRoom()
  const parts = useParts()
  const chosen = useUi((ui) => ui.overlay)
  const [choosing, setChoosing] = useState(false)
  const items = overlays.filter((one) => one.kind === 'text' || one.kind === 'image')
  const take = (id: string) => room.ui.setState({ overlay: id === chosen ? null : id })
  return (
    <Section name="Texts and pictures" hint={items.length > 1 ? 'the topmost last' : undefined}>
      <ul aria-label="Texts and pictures" className="flex flex-col gap-1">
        {items.map((one, i) => {
          const shared = {
            open: one.id === chosen,
            lowest: i === 0,
            topmost: i === items.length - 1,
            onTake: () => take(one.id),
          }
          return (
            <li key={one.id}>
              {one.kind === 'text' && <TextItem text={one} {...shared} />}
              {one.kind === 'image' && <PictureItem picture={one} {...shared} />}
            </li>
          )
        })}
      </ul>
      <div className="flex gap-2">
        <Button
          className="flex-1"
          icon={<Type size={14} aria-hidden />}
          onClick={() => parts.add('text', { text: 'Your text' })}
        >
          Add text
        </Button>
        <Button
          className="flex-1"
          icon={<ImagePlus size={14} aria-hidden />}
          onClick={() => setChoosing(true)}
        >
          Add picture
        </Button>
      </div>
      {choosing && (
        <AssetPicker
          kind="picture"
          onClose={() => setChoosing(false)}
          onChoose={(asset) => parts.add('image', { asset })}
        />
      )}
    </Section>
  )
}
