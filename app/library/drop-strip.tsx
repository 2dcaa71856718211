import { FileVideo } from 'lucide-react'

/** Says that files can be dropped, and what kind. The whole page takes them. */
export const DropStrip = () => (
  <div className="flex h-[60px] items-center gap-4 rounded-3 border border-edge border-dashed px-4 max-md:hidden">
    <span className="grid size-8 place-items-center rounded-2 bg-hover text-2">
      <FileVideo size={16} aria-hidden />
    </span>
    <div className="min-w-0 leading-[18px]">
      <p className="font-semibold text-12 text-1">Drop videos here</p>
      <p className="truncate text-12 text-3">
        MP4, MOV, MKV or WebM, any length up to 10 GB. Uploads carry on after a lost connection.
      </p>
    </div>
  </div>
)

/** Over everything while files hang over the page. */
export const DropOverlay = ({ into }: { into: string | null }) => (
  <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-6">
    <div className="flex flex-col items-center gap-2 rounded-4 border-[2px] border-accent border-dashed bg-panel px-14 py-10 text-center shadow-e3">
      <FileVideo size={32} strokeWidth={1.5} className="text-accent-text" aria-hidden />
      <p className="font-semibold text-16 text-1">Drop to upload</p>
      {into && <p className="text-13 text-2">{into}</p>}
    </div>
  </div>
)
