import { Search, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { IconButton } from '../components/icon-button.tsx'

/** Searches titles, file names and every word said. The / key goes there. */
export function SearchField({
  value,
  busy,
  onChange,
}: {
  value: string
  busy: boolean
  onChange(value: string): void
}) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      const at = event.target
      if (at instanceof HTMLElement && at.closest('input, textarea, select, [contenteditable]')) {
        return
      }
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return (
    <search className="relative w-full md:w-[300px]">
      <Search
        size={16}
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2.5 text-3"
        aria-hidden
      />
      <input
        ref={field}
        type="search"
        aria-label="Search the library"
        placeholder="Search words said in any video"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        aria-busy={busy || undefined}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (value === '') event.currentTarget.blur()
          onChange('')
        }}
        className="h-8 w-full min-w-0 rounded-2 border border-edge bg-bg pr-9 pl-8.5 text-13 text-1 transition-colors duration-press placeholder:text-3 hover:border-text-3 focus-visible:border-transparent focus-visible:outline-offset-1 max-md:h-11 max-md:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' ? (
        <kbd
          aria-hidden
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 rounded-1 bg-hover px-1.5 font-sans text-11 text-3 max-md:hidden"
        >
          /
        </kbd>
      ) : (
        <IconButton
          label="Clear the search"
          className="-translate-y-1/2 absolute top-1/2 right-0.5 size-7"
          onClick={() => {
            onChange('')
            field.current?.focus()
          }}
        >
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}
