import { Copy, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'

/** A key or secret that is shown this once. */
export function SecretOnce({ title, value }: { title: string; value: string }) {
  const [copied, setCopied] = useState(false)
  const [gone, setGone] = useState(false)
  if (gone) return null
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center gap-4 rounded-3 border-[2px] border-accent bg-panel px-4 py-3"
    >
      <KeyRound size={18} className="shrink-0 text-accent-text" aria-hidden />
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold text-13 text-1">{title} Copy it now; it is shown once.</p>
        <code className="block break-all font-mono text-13 text-2">{value}</code>
      </div>
      <Button
        look="filled"
        icon={<Copy size={16} aria-hidden />}
        onClick={() => navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <Button look="ghost" onClick={() => setGone(true)}>
        Done
      </Button>
    </div>
  )
}
