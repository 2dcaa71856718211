import type { ActionFunctionArgs } from '@remix-run/node'
import { AppError } from '#core/errors.ts'
import { answer } from '../answer.server.ts'
import { MOST_PICTURE_BYTES, setPicture } from '../commands/person-picture.server.ts'
import { readAtMost } from '../read-at-most.server.ts'

/** Takes the picture of whoever is signed in: the body is the file itself. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { user } = context
  const take = async () => {
    if (!user) throw new AppError('auth.required')
    await setPicture({ ...context, user }, await readAtMost(request.body, MOST_PICTURE_BYTES))
    return { said: 'Your picture is shown from now on.' }
  }
  return answer(take()).then(Response.json)
}
