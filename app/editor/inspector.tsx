import { Tabs } from 'radix-ui'
import { Suspense } from 'react'
import { later } from '../components/later.ts'
import { CaptionsInspector } from './captions-inspector.tsx'
import type { InspectorTab } from './room.ts'
import { useRoom, useUi } from './use-room.tsx'

const StyleTab = later(async () => (await import('./style-tab.tsx')).StyleTab)
const LayoutTab = later(async () => (await import('./layout-tab.tsx')).LayoutTab)
const BrandTab = later(async () => (await import('./brand-tab.tsx')).BrandTab)
const AudioTab = later(async () => (await import('./audio-tab.tsx')).AudioTab)

const tabs: { value: InspectorTab; name: string }[] = [
  { value: 'captions', name: 'Captions' },
  { value: 'style', name: 'Style' },
  { value: 'layout', name: 'Layout' },
  { value: 'brand', name: 'Brand' },
  { value: 'audio', name: 'Audio' },
]
/** How the clip looks and sounds: its captions, their style, the picture, what lies on it, the sound. */
export function Inspector() {
  const { room } = useRoom()
  const tab = useUi((ui) => ui.tab)
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) =>
        // What only the other tab shows is let go of.
        room.ui.setState({
          ...{ tab: value as InspectorTab, preview: null, overlay: null },
          framing: value === 'layout' && room.ui.getState().framing,
        })
      }
      className="flex h-full min-h-0 flex-col"
    >
      <Tabs.List
        aria-label="Look and sound"
        className="flex h-10 shrink-0 items-stretch justify-between border-line border-b px-2 max-md:h-11"
      >
        {tabs.map(({ value, name }) => (
          <Tabs.Trigger
            key={value}
            value={value}
            className="relative px-1.5 font-medium text-13 text-2 transition-colors duration-press hover:text-1 data-[state=active]:text-1 data-[state=active]:after:absolute data-[state=active]:after:inset-x-1 data-[state=active]:after:-bottom-px data-[state=active]:after:h-0.5 data-[state=active]:after:bg-mark"
          >
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value={tab} tabIndex={-1} className="min-h-0 flex-1 focus-visible:outline-none">
        <Suspense>
          {tab === 'captions' && <CaptionsInspector />}
          {tab === 'style' && <StyleTab />}
          {tab === 'layout' && <LayoutTab />}
          {tab === 'brand' && <BrandTab />}
          {tab === 'audio' && <AudioTab />}
        </Suspense>
      </Tabs.Content>
    </Tabs.Root>
  )
}
