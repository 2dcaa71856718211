import { loadClip } from '#collab/clip-doc/clip-doc.ts'
import { readClip } from '#collab/clip-doc/read-clip.ts'
import type { ClipProject } from '#core/clip-project.ts'
import { transcriptWords } from '#core/transcript.ts'
import type { Db } from '#db/client.ts'
import { readClipUpdates } from '#db/clip-updates.ts'
import type { ClipPlace } from '#db/clips.ts'
import { getTranscript } from '#db/transcripts.ts'

/** The clip as its durable log has it: every acknowledged edit is in. */
export async function readStoredClip(
  db: Db,
  { id, transcriptionId, video }: Pick<ClipPlace, 'id' | 'transcriptionId' | 'video'>,
): Promise<ClipProject> {
  const transcript = transcriptionId ? await getTranscript(db, transcriptionId) : null
  const doc = loadClip(await readClipUpdates(db, id))
  return readClip(doc, {
    words: transcript ? transcriptWords(transcript) : [],
    durationMs: video.durationMs ?? 0,
  })
}
