import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ExportFile } from '#core/export-settings.ts'
import { buttonClass } from '../components/button.tsx'
import { Menu, MenuDownload } from '../components/menu.tsx'

const names: Record<ExportFile, string> = {
  film: 'Film',
  srt: 'SRT',
  vtt: 'VTT',
  ass: 'ASS, with the style',
  txt: 'Text',
  poster: 'Poster',
}

/** What lies beside the film of one export or of many, each to be taken along. */
export function CompanionMenu({
  label,
  size,
  files,
  href,
  children,
}: {
  label: string
  size?: 'small' | 'medium'
  files: ExportFile[]
  href(file: ExportFile): string
  children?: ReactNode
}) {
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass('plain', size)} aria-label={label}>
          {children}
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      {files.map((file) => (
        <MenuDownload key={file} href={href(file)}>
          {names[file]}
        </MenuDownload>
      ))}
    </Menu>
  )
}
