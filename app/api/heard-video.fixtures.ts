import { ProjectId, UserId } from '#core/ids.ts'
import { ms } from '#core/time.ts'
import { said } from '#db/clips.fixtures.ts'
import { suggestions } from '#db/schema/clips.ts'
import { saveTranscript } from '#db/transcripts.ts'
import { newVideo } from '#db/videos.fixtures.ts'
import type { Person, TestApi } from './api.fixtures.ts'

/** A ready video of a minute with words and one suggestion. */
export async function newHeardVideo(api: TestApi, person: Person) {
  const projectId = (await person.get('/projects')).body.projects[0].id
  const id = await newVideo(api.db, UserId.parse(person.id), ProjectId.parse(projectId), {
    durationMs: ms(60_000),
  })
  const { id: transcriptionId } = await saveTranscript(
    api.db,
    id,
    said('We tried it twice. It broke both times.'),
    'import:json',
  )
  const [suggestion] = await api.db
    .insert(suggestions)
    .values({
      videoId: id,
      transcriptionId,
      rank: 1,
      startMs: ms(0),
      endMs: ms(1600),
      score: 85,
      parts: { hook: 90, emotion: 80, topic: 70, thought: 60, visual: null },
      reasons: [{ part: 'hook', good: true, say: 'Opens on a claim', quote: 'We tried it' }],
      highlights: ['Opens on a claim'],
      title: 'We tried it twice',
      transcript: 'We tried it twice.',
    })
    .returning()
  return {
    projectId: projectId as string,
    videoId: id,
    suggestionId: suggestion?.id as string,
    transcriptionId,
  }
}
