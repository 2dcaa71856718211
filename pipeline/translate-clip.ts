import type { ClipDoc } from '#collab/clip-doc/clip-doc.ts'
import { translateDoc } from '#collab/clip-doc/translate-doc.ts'
import { AppError } from '#core/errors.ts'
import type { ClipId, UserId } from '#core/ids.ts'
import type { Language } from '#core/second-language.ts'
import type { Db } from '#db/client.ts'
import { clipSource } from '#db/clip-source.ts'
import type { Storage } from '#db/storage.ts'
import type { Llm } from './llm/llm.ts'
import { translate } from './llm/translate.ts'

/** Translates one clip's captions in its document. */
export type TranslateClip = (
  asked: { clipId: ClipId; language: Language; userId: UserId },
  signal: AbortSignal,
) => Promise<void>

/** Changes a clip's document where it lives, and everybody who has it open sees it. */
export type EditClip = (clipId: ClipId, verbs: (doc: ClipDoc) => void) => Promise<void>

export const clipTranslator =
  ({
    db,
    storage,
    llm,
    editClip,
  }: {
    db: Db
    storage: Storage
    llm: Llm | null
    editClip: EditClip
  }): TranslateClip =>
  async ({ clipId, language, userId }, signal) => {
    if (!llm) throw new AppError('llm.none')
    const source = await clipSource(db, clipId)
    if (!source) throw new AppError('clip.not-found')
    await translateDoc(
      (verbs) => editClip(clipId, verbs),
      { source, language, userId },
      (asked) => translate(llm, asked, storage, signal),
    )
  }
