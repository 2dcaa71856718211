import { sayCount } from '#core/say-count.ts'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Dialog } from '../components/dialog.tsx'
import { Skeleton } from '../components/skeleton.tsx'
import { sayOf } from '../trpc/client.tsx'
import { sayPeople, sayVersion } from './say-version.ts'
import { sayLength } from './timeline-view.ts'
import { useOthers, useRoom } from './use-room.tsx'
import { useAgainstNow, useVersionActions, type Version } from './versions.ts'

/** What a restore brings back, what it takes away and what it leaves, before anybody decides. */
export function RestoreDialog({ version, onClose }: { version: Version; onClose(): void }) {
  const { clip } = useRoom()
  const against = useAgainstNow(version.id)
  const { restore } = useVersionActions()
  const others = useOthers()
  const title = sayVersion(version, new Date())
  return (
    <Dialog open onClose={onClose} title={`Restore ${title} as a new edit?`}>
      {against.isPending ? (
        <Skeleton className="h-24" />
      ) : against.isError ? (
        <p className="text-13 text-danger">{sayOf(against.error)}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-13">
          <Line name="Comes back" say={sayBack(against.data)} />
          <Line name="Leaves" say={sayLeaves(against.data)} />
          <Line name="Stays" say={['all comments and all versions, this one too']} />
        </dl>
      )}
      {others.length > 0 && (
        <div className="flex items-center gap-3 rounded-3 bg-bg p-3 text-13 text-2">
          <span className="flex shrink-0">
            {others.slice(0, 3).map((person) => (
              <Avatar
                key={person.userId}
                name={person.name}
                colour={person.colour}
                className="-ml-1.5 ring-[2px] ring-bg first:ml-0"
              />
            ))}
          </span>
          <p>
            <b className="font-semibold text-1">
              {sayPeople(
                others.map(({ userId, name }) => ({ id: userId, name })),
                clip.me.userId,
              )}{' '}
              {others.length === 1 ? 'is' : 'are'} in here
            </b>{' '}
            and {others.length === 1 ? 'sees' : 'see'} it happen. One undo takes it back.
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          look="filled"
          busy={restore.isPending}
          disabled={!against.isSuccess}
          onClick={() => void restore.to(version).then(onClose, onClose)}
        >
          Restore {title}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <span className="ml-auto text-12 text-3">Everyone keeps editing</span>
      </div>
    </Dialog>
  )
}

const Line = ({ name, say }: { name: string; say: string[] }) => (
  <>
    <dt className="text-2">{name}</dt>
    <dd className="text-1">
      {say.map((part) => (
        <div key={part}>{part}</div>
      ))}
    </dd>
  </>
)

type Against = NonNullable<ReturnType<typeof useAgainstNow>['data']>

/** What is gone now comes back, so the difference is read the other way round. */
function sayBack({ words: { gone }, before, after }: Against): string[] {
  const say = gone.length > 0 ? [sayCount(gone.length, 'word')] : []
  if (before > after) say.push(sayLength(before - after))
  return say.length > 0 ? [say.join(', ')] : ['nothing that was cut']
}

function sayLeaves({ words: { back }, say }: Against): string[] {
  const left = back.length > 0 ? [sayCount(back.length, 'word')] : []
  // What was cut since is said above; the rest of what was done since is undone.
  const undone = say.filter((part) => !/^(Cut|Put back) /.test(part)).slice(0, 4)
  return left.length + undone.length > 0 ? [...left, ...undone] : ['nothing']
}
