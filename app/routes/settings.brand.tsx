import { Readable } from 'node:stream'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'

import { z } from 'zod'
import { overlaysOfKit, styleOfKit } from '#core/brand-kit.ts'
import { plainStyle } from '#core/caption-style.ts'
import { AppError } from '#core/errors.ts'
import { captionsLook } from '#core/template.ts'
import { assetsOf } from '#db/assets.ts'
import { answer } from '../answer.server.ts'
import { addAsset } from '../commands/assets.server.ts'
import { ChangeBrand, changeBrand, readBrand } from '../commands/brand.server.ts'
import { Button } from '../components/button.tsx'
import { titled } from '../page-title.ts'
import { requireUser } from '../require-user.server.ts'
import { BrandFields } from '../settings/brand-form.tsx'
import { intent, runIntent } from '../settings/intent-action.server.ts'
import { readBrandForm } from '../settings/read-brand-form.server.ts'
import { Said, Section, SettingsHead } from '../settings/settings-frame.tsx'
import { SampleStill } from '../templates/sample-still.tsx'

export const meta = titled('Brand')

export function loader({ request, context }: LoaderFunctionArgs) {
  const user = requireUser(context, request)
  return answer(
    (async () => {
      const { kit, locked, by, mayChange } = await readBrand({ ...context, user })
      const all = await assetsOf(context.db, user.workspaceId)
      const pictures = all.filter(({ kind }) => kind === 'picture')
      return {
        ...{ kit, locked, by, mayChange },
        pictures: pictures.map(({ id, name }) => ({ id, name })),
      }
    })(),
  )
}

/** A form is in memory at once, so what announces more than a picture may be is not read at all. */
const MOST_OF_A_FORM = 11 * 1024 * 1024

export async function action({ request, context: given }: ActionFunctionArgs) {
  const context = { ...given, user: requireUser(given, request) }
  const length = Number(request.headers.get('content-length') ?? Number.POSITIVE_INFINITY)
  if (!(length <= MOST_OF_A_FORM)) return answer(Promise.reject(new AppError('asset.too-large')))
  return runIntent(request, {
    brand: intent(ChangeBrand, readBrandForm, async (input) => {
      await changeBrand(context, input)
      return { said: 'Kept. New clips begin with it, and what is locked shows in all clips.' }
    }),
    picture: intent(
      z.object({ file: z.instanceof(Blob, { message: 'Choose a picture.' }) }),
      (form) => ({ file: form.get('file') }),
      async ({ file }) => {
        const name = file instanceof File ? file.name : 'Picture'
        await addAsset(context, { name, kind: 'picture' }, Readable.fromWeb(file.stream() as never))
        return { said: 'The picture is here. Choose it below.' }
      },
    ),
  })
}

export default function BrandSettings() {
  const { kit, locked, by, mayChange, pictures } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const trouble = outcome && Object.values(outcome.errors)[0]
  const look = {
    ...captionsLook({ ...plainStyle('punch'), ...styleOfKit(kit, ['colours', 'font']) }),
    overlays: overlaysOfKit(kit),
  }
  return (
    <>
      <SettingsHead title="Brand" />
      <p className="-mt-3 mb-6 max-w-[72ch] text-13 text-2">
        New clips begin with it. What is locked is drawn so in every clip, older ones too, in the
        preview and in the file; unlocked, a clip is again what its people made of it.
        {by && locked.length > 0 && ` Locked by ${by}.`}
      </p>
      {trouble && (
        <div className="mb-4">
          <Said text={trouble} bad />
        </div>
      )}
      {!trouble && outcome?.said && (
        <div className="mb-4">
          <Said text={outcome.said} />
        </div>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_280px] gap-7 max-lg:grid-cols-1">
        <div className="min-w-0">
          {mayChange && (
            <Section title="Pictures" count={pictures.length}>
              <Form
                method="post"
                encType="multipart/form-data"
                className="flex flex-wrap items-center gap-3"
              >
                <input type="hidden" name="intent" value="picture" />
                <input
                  type="file"
                  name="file"
                  aria-label="A picture: PNG, JPEG or WebP, up to 10 MB"
                  accept="image/png,image/jpeg,image/webp"
                  required
                  className="min-w-0 max-w-full text-13 text-2 file:mr-3 file:h-8 file:cursor-pointer file:rounded-2 file:border file:border-line file:border-solid file:bg-raised file:px-3 file:font-semibold file:text-1"
                />
                <Button type="submit" busy={busy}>
                  Bring picture
                </Button>
              </Form>
            </Section>
          )}
          <Form method="post">
            <input type="hidden" name="intent" value="brand" />
            <fieldset disabled={!mayChange} className="contents">
              <BrandFields
                key={JSON.stringify({ kit, locked, pictures })}
                brand={{ kit, locked }}
                pictures={pictures}
              />
            </fieldset>
            {mayChange && (
              <Button type="submit" look="filled" busy={busy} className="mt-4">
                Keep this brand
              </Button>
            )}
          </Form>
        </div>
        <aside aria-label="How it looks">
          <SampleStill look={look} name="" />
          <p className="mt-2 text-12 text-3">As it is kept now, on some words.</p>
        </aside>
      </div>
    </>
  )
}
