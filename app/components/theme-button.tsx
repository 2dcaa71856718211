import { Moon, Sun } from 'lucide-react'
import { chooseTheme } from '../theme.ts'
import { IconButton } from './icon-button.tsx'

/** Both icons are in the page and CSS shows one: the server cannot know what the device prefers. */
export function ThemeButton() {
  const toggle = () =>
    chooseTheme(document.documentElement.dataset.theme === 'light' ? 'dark' : 'light')
  return (
    <IconButton label="Dark or light" onClick={toggle}>
      <Sun size={16} className="light:hidden" aria-hidden />
      <Moon size={16} className="hidden light:block" aria-hidden />
    </IconButton>
  )
}
