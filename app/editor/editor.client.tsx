import { useEffect, useState } from 'react'
import { connectClip } from '#collab/connect.ts'
import type { EditorData } from './editor-data.ts'
import { EditorRoom } from './editor-room.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import type { Live } from './live.ts'

/** Connects to the clip while the page is open. */
export function Editor({ data }: { data: EditorData }) {
  const { id, title, me } = data.clip
  const [live, setLive] = useState<Live | null>(null)
  useEffect(() => {
    const connection = connectClip({ clipId: id, url: '/collab', userId: me.userId })
    setLive(connection)
    return () => {
      connection.destroy()
      setLive(null)
    }
  }, [id, me.userId])
  return live ? <EditorRoom data={data} live={live} /> : <EditorSkeleton title={title} />
}
