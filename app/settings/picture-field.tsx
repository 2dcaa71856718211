import { Form, useRevalidator } from '@remix-run/react'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { Said } from './settings-frame.tsx'

const Answer = z.union([z.object({ said: z.string() }), z.object({ say: z.string() })])

/** The picture of whoever is signed in, and choosing another. */
export function PictureField({ name, picture }: { name: string; picture: string | null }) {
  const input = useRef<HTMLInputElement>(null)
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()

  async function send(file: File) {
    setBusy(true)
    const told = await fetch('/settings/picture', { method: 'POST', body: file })
      .then((response) => response.json())
      .then((json: unknown) => Answer.parse(json))
      .catch(() => ({ say: 'The server does not answer. Try again.' }))
    setBusy(false)
    setTrouble('say' in told ? told.say : undefined)
    revalidate()
  }

  return (
    <div className="mb-4 flex flex-wrap items-center gap-4">
      <Avatar name={name} picture={picture} size={64} />
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap gap-2">
          <Button type="button" busy={busy} onClick={() => input.current?.click()}>
            {picture ? 'Choose another picture' : 'Choose a picture'}
          </Button>
          {picture && (
            <Form method="post">
              <input type="hidden" name="intent" value="removePicture" />
              <Button type="submit" look="ghost">
                Remove
              </Button>
            </Form>
          )}
        </div>
        <p className="text-12 text-3">
          PNG, JPEG or WebP, up to 5 MB. Its middle is shown beside your name; where you are in a
          clip, your initials are.
        </p>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label="Your picture"
        className="sr-only"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file) void send(file)
        }}
      />
      <Said text={trouble} bad />
    </div>
  )
}
