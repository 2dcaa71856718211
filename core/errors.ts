type ErrorRow = {
  /** HTTP status where the failure meets a request. */
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504 | 507
  /** Whether the same work may succeed later without anybody changing anything. */
  retry: boolean
  /** What happened and the way on, in plain words. */
  say: string
}

const errors = {
  'auth.required': { status: 401, retry: false, say: 'Sign in to go on.' },
  'auth.wrong': { status: 401, retry: false, say: 'This email and password do not match.' },
  'auth.email-taken': {
    status: 400,
    retry: false,
    say: 'An account with this email exists already. Sign in instead.',
  },
  'auth.wrong-password': { status: 400, retry: false, say: 'This is not your password.' },
  'session.not-found': { status: 404, retry: false, say: 'This sign-in is over already.' },
  'auth.token-over': { status: 401, retry: false, say: 'This token is no good. Sign in again.' },
  'auth.link-over': {
    status: 400,
    retry: false,
    say: 'This link was used already, or its time is over. Ask for a new one.',
  },
  'auth.too-many': {
    status: 429,
    retry: true,
    say: 'Too many tries. Wait a minute, then try again.',
  },
  'request.invalid': { status: 400, retry: false, say: 'Something in this request is not right.' },
  'request.foreign-origin': {
    status: 403,
    retry: false,
    say: 'This request came from another site and was refused.',
  },
  'role.view-only': {
    status: 403,
    retry: false,
    say: 'You can look here, not change. Ask an owner of this workspace to make you an editor.',
  },
  'role.admin-only': {
    status: 403,
    retry: false,
    say: 'Only owners and admins of this workspace may do this.',
  },
  'role.owner-only': {
    status: 403,
    retry: false,
    say: 'Only the owner of this workspace may do this.',
  },
  'scope.missing': {
    status: 403,
    retry: false,
    say: 'This key may not do this. Make one that may.',
  },
  'scope.person-only': {
    status: 403,
    retry: false,
    say: 'No API key may do this. Sign in and send the access token.',
  },
  'rate.exceeded': {
    status: 429,
    retry: true,
    say: 'Too many requests. Wait until the time in Retry-After is over.',
  },
  'request.too-large': { status: 413, retry: false, say: 'This is more than can be taken here.' },
  'request.twice': {
    status: 409,
    retry: false,
    say: 'This Idempotency-Key belongs to another request, or to one still under way.',
  },
  'workspace.not-found': { status: 404, retry: false, say: 'This workspace no longer exists.' },
  'member.not-found': { status: 404, retry: false, say: 'This person is not in this workspace.' },
  'member.last-owner': {
    status: 409,
    retry: false,
    say: 'A workspace needs an owner. Make somebody else the owner first.',
  },
  'invitation.not-found': {
    status: 404,
    retry: false,
    say: 'This invitation was used, withdrawn, or its time is over. Ask for a new one.',
  },
  'key.not-found': { status: 404, retry: false, say: 'This key no longer exists.' },
  'webhook.off': { status: 409, retry: false, say: 'This webhook is switched off.' },
  'webhook.unanswered': { status: 502, retry: true, say: 'The webhook did not take the message.' },
  'delivery.not-found': { status: 404, retry: false, say: 'This message is no longer known.' },
  'webhook.not-found': { status: 404, retry: false, say: 'This webhook no longer exists.' },
  'template.not-found': { status: 404, retry: false, say: 'This template no longer exists.' },
  'template.not-yours': {
    status: 403,
    retry: false,
    say: 'This template is another person’s. Duplicate it, and change the copy.',
  },
  'brand.locked': {
    status: 409,
    retry: false,
    say: 'The brand of this workspace locks this. Owners and admins change it in the settings.',
  },
  'segment.not-found': {
    status: 404,
    retry: false,
    say: 'This part of the transcript no longer exists.',
  },
  'translation.no-clips': {
    status: 409,
    retry: false,
    say: 'This video has no clips yet. Make one, then translate it.',
  },
  'translation.missing': {
    status: 409,
    retry: false,
    say: 'This clip has no captions in that language yet. Translate them first, then export.',
  },
  'words.changed-meanwhile': {
    status: 409,
    retry: false,
    say: 'Somebody changed these words meanwhile. Look at them again, then try once more.',
  },
  'words.out-of-order': {
    status: 422,
    retry: false,
    say: 'Words stay in the order in which they are said: this would begin before the word before it, after the one that follows, or end before it begins.',
  },
  'words.nothing-to-undo': {
    status: 409,
    retry: false,
    say: 'There is no change of these words to take back or to make again.',
  },
  'transcription.not-found': {
    status: 404,
    retry: false,
    say: 'This transcript no longer exists.',
  },
  'address.refused': {
    status: 400,
    retry: false,
    say: 'This address cannot be used: it is not on the public web.',
  },
  'import.no-tool': {
    status: 400,
    retry: false,
    say: 'Videos of this site need yt-dlp, which is not installed here. Download the video and upload the file.',
  },
  'import.failed': {
    status: 502,
    retry: false,
    say: 'The video could not be fetched from this address.',
  },
  'address.unknown': { status: 404, retry: false, say: 'There is nothing at this address.' },
  'method.unknown': {
    status: 405,
    retry: false,
    say: 'This is not what can be done at this address.',
  },
  'project.not-found': { status: 404, retry: false, say: 'This project no longer exists.' },
  'video.not-found': { status: 404, retry: false, say: 'This video no longer exists.' },
  'video.no-picture': {
    status: 404,
    retry: false,
    say: 'This video has no picture of itself yet.',
  },
  'video.not-read': {
    status: 409,
    retry: false,
    say: 'This video has no picture, or is still being read.',
  },
  'video.busy': {
    status: 409,
    retry: false,
    say: 'This video is still being worked on. Ask again when that is done.',
  },
  'video.unreadable': {
    status: 409,
    retry: false,
    say: 'This video could not be read. Upload it again, then add its words.',
  },
  'clip.not-found': { status: 404, retry: false, say: 'This clip no longer exists.' },
  'comment.not-found': { status: 404, retry: false, say: 'This comment no longer exists.' },
  'comment.not-yours': {
    status: 403,
    retry: false,
    say: 'Only who wrote a comment may change it.',
  },
  'comment.too-many': {
    status: 429,
    retry: true,
    say: 'That was a lot at once. Wait a minute, then send it again.',
  },
  'mention.unknown': {
    status: 400,
    retry: false,
    say: 'Somebody who is mentioned here cannot see this comment.',
  },
  'review.none': {
    status: 409,
    retry: false,
    say: 'No version of this clip was sent for review yet.',
  },
  'review.not-asked': {
    status: 403,
    retry: false,
    say: 'You were not asked to approve this version. You can comment on it.',
  },
  'review.superseded': {
    status: 409,
    retry: false,
    say: 'A newer version was sent meanwhile. Look at that one, then decide.',
  },
  'review.past-deadline': {
    status: 400,
    retry: false,
    say: 'This deadline is over already. Choose a later one.',
  },
  'export.not-approved': {
    status: 409,
    retry: false,
    say: 'This workspace exports approved clips only. Send this one for review.',
  },
  'link.not-found': { status: 404, retry: false, say: 'This review link no longer exists.' },
  'link.ended': {
    status: 404,
    retry: false,
    say: 'This link has ended. Ask whoever sent it for a new one.',
  },
  'link.wrong-password': {
    status: 403,
    retry: false,
    say: 'This is not the password of this link.',
  },
  'guest.unknown': { status: 401, retry: false, say: 'Say your name first to go on.' },
  'guest.may-not': { status: 403, retry: false, say: 'This link does not let you do this.' },
  'mail.unsent': { status: 502, retry: true, say: 'The mail server did not take a message.' },
  'notification.not-found': { status: 404, retry: false, say: 'This message no longer exists.' },
  'version.not-found': { status: 404, retry: false, say: 'This version no longer exists.' },
  'version.not-restored': {
    status: 500,
    retry: true,
    say: 'The clip could not be brought back to this version. Nothing was lost; try again.',
  },
  'suggestion.not-found': { status: 404, retry: false, say: 'This suggestion no longer exists.' },
  'suggestion.none': {
    status: 422,
    retry: false,
    say: 'No moment in this talk makes a clip of the asked length.',
  },
  'faces.unknown': {
    status: 409,
    retry: false,
    say: 'Nobody has looked for faces in this video yet. Analyse the video again, and they are known.',
  },
  'render.not-found': { status: 404, retry: false, say: 'This export no longer exists.' },
  'render.not-ready': {
    status: 409,
    retry: false,
    say: 'No export of this clip is finished yet.',
  },
  'render.over': {
    status: 409,
    retry: false,
    say: 'This export is over; there is nothing to stop.',
  },
  'clip.outside-video': {
    status: 400,
    retry: false,
    say: 'This stretch is not in the video. Choose a start and an end inside it.',
  },
  'clip.has-issues': {
    status: 409,
    retry: false,
    say: 'A piece of this clip is empty. Remove it, or change its edges, then export.',
  },
  'media.empty': { status: 422, retry: false, say: 'This file is empty. Choose another one.' },
  'media.not-media': {
    status: 415,
    retry: false,
    say: 'This is not a video or sound file, whatever its name says.',
  },
  'media.playlist': {
    status: 415,
    retry: false,
    say: 'This is a playlist that points elsewhere, not a video. Upload the video itself.',
  },
  'media.truncated': {
    status: 422,
    retry: false,
    say: 'This file is cut off: its end is missing. Export or copy it again, then upload it.',
  },
  'media.too-short': {
    status: 422,
    retry: false,
    say: 'This file lasts less than a second. Choose a longer one.',
  },
  'media.too-large': { status: 413, retry: false, say: 'Files may be up to 10 GB.' },
  'auth.provider-away': {
    status: 502,
    retry: true,
    say: 'The place to sign in by does not answer. Try again, or sign in with your password.',
  },
  'auth.provider-refused': {
    status: 400,
    retry: false,
    say: 'That sign-in did not go through. Begin again.',
  },
  'auth.provider-no-email': {
    status: 403,
    retry: false,
    say: 'We are not told a proven email of yours. Prove it there first, or sign in with a password.',
  },
  'auth.provider-not-linked': {
    status: 404,
    retry: false,
    say: 'You do not sign in by this.',
  },
  'auth.only-way-in': {
    status: 409,
    retry: false,
    say: 'This is the only way you get in. Set a password first, by “Forgot your password?” where you sign in.',
  },
  'auth.link-first': {
    status: 409,
    retry: false,
    say: 'There is an account with this email that is not proven yet. Sign in with its password and follow the link in our mail; then this way in works too.',
  },
  'plan.used-up': {
    status: 409,
    retry: false,
    say: 'The minutes of your plan are used up. You can still edit, watch and download.',
  },
  'plan.off': { status: 404, retry: false, say: 'There are no plans here: everything is yours.' },
  'plan.none': {
    status: 409,
    retry: false,
    say: 'Nothing has been bought yet. Choose a plan first.',
  },
  'plan.not-sold': { status: 409, retry: false, say: 'This plan is not sold here.' },
  'plan.unreachable': {
    status: 502,
    retry: true,
    say: 'The page to pay at could not be opened. Try again.',
  },
  'upload.not-direct': {
    status: 409,
    retry: false,
    say: 'Files are kept on this server’s own disk: upload to /videos/upload instead.',
  },
  'upload.unfinished': {
    status: 409,
    retry: false,
    say: 'Not all parts of this upload have come. Send the missing ones, then complete it.',
  },
  'media.unsupported': {
    status: 415,
    retry: false,
    say: 'This file is written in a way this machine cannot read.',
  },
  'media.protected': {
    status: 415,
    retry: false,
    say: 'This file is copy-protected, so it cannot be opened here.',
  },
  'disk.full': {
    status: 507,
    retry: false,
    say: 'The disk is full. Free some space, then try again.',
  },
  'tool.missing': {
    status: 500,
    retry: false,
    say: 'A program this needs is missing. Run "npm run doctor" to see which.',
  },
  'tool.failed': { status: 500, retry: true, say: 'A step stopped before its end.' },
  'transcript.unreadable': {
    status: 422,
    retry: false,
    say: 'This is not a transcript we can read. Use SRT, VTT, JSON with words and times, or text with names.',
  },
  'transcript.empty': {
    status: 422,
    retry: false,
    say: 'There are no words in this transcript.',
  },
  'transcript.too-large': {
    status: 413,
    retry: false,
    say: 'This transcript is larger than any talk. Files may be up to 20 MB.',
  },
  'transcript.too-long': {
    status: 422,
    retry: false,
    say: 'These words go on after the end of this video. Check that the file belongs to it.',
  },
  'transcript.missing': {
    status: 409,
    retry: false,
    say: 'This video has no words yet. Import SRT, VTT, JSON or text, or set up a speech engine.',
  },
  'speech.no-engine': {
    status: 409,
    retry: false,
    say: 'No speech engine is set up. Import SRT or VTT, or set one up. Nothing is ever made up.',
  },
  'speech.nothing-to-hear': {
    status: 409,
    retry: false,
    say: 'This video has no sound that could be heard, or is still being read.',
  },
  'engine.nothing-to-hear': {
    status: 409,
    retry: false,
    say: 'There is no video with sound to test with yet. Add one, then test again.',
  },
  'suggestion.slow': {
    status: 503,
    retry: true,
    say: 'Still looking for moments. Ask for the analysis of this video in a little while.',
  },
  'speech.no-speech': { status: 422, retry: false, say: 'We heard no speech in this video.' },
  'speech.refused': {
    status: 502,
    retry: false,
    say: 'The speech engine refused the request. Check its address, key and model.',
  },
  'speech.unreachable': {
    status: 504,
    retry: true,
    say: 'The speech engine does not answer. Trying again.',
  },
  'engine.off': {
    status: 409,
    retry: false,
    say: 'The language model is switched off in this workspace. Owners and admins switch it on under Speech and language.',
  },
  'engine.not-allowed': {
    status: 409,
    retry: false,
    say: 'What this engine needs stays on this machine in this workspace. Owners and admins change that under Speech and language.',
  },
  'llm.none': {
    status: 409,
    retry: false,
    say: 'No language model is set up. Set LLM_BASE_URL and LLM_MODEL to any OpenAI-compatible one.',
  },
  'llm.unreachable': {
    status: 504,
    retry: true,
    say: 'The language model does not answer.',
  },
  'llm.refused': {
    status: 502,
    retry: false,
    say: 'The language model refused the request. Check its address, key and model.',
  },
  'llm.no-answer': {
    status: 502,
    retry: false,
    say: 'The language model gave no answer that can be used.',
  },
  'speech.no-weights': {
    status: 503,
    retry: false,
    say: 'The speech model is not there, and could not be fetched. Name its folder in TRANSCRIBE_WEIGHTS, or choose another engine.',
  },
  'speech.local-failed': {
    status: 503,
    retry: true,
    say: 'The speech engine on this machine stopped. Trying again.',
  },
  'speech.ask-first': {
    status: 409,
    retry: false,
    say: 'Transcribing this costs money, so it waits until somebody starts it.',
  },
  'speech.no-words': {
    status: 502,
    retry: false,
    say: 'The speech engine sent no times with its words. Choose a model that does.',
  },
  'asset.unreachable': {
    status: 502,
    retry: true,
    say: 'Nothing could be fetched from this address.',
  },
  'asset.unsupported': {
    status: 422,
    retry: false,
    say: 'This cannot be used. Choose a PNG, JPEG or WebP of at most 4096 pixels a side, or an MP3, M4A, WAV, Ogg or FLAC.',
  },
  'person.picture-unusable': {
    status: 422,
    retry: false,
    say: 'This cannot be your picture. Choose a PNG, JPEG or WebP of at most 5 MB and 4096 pixels a side.',
  },
  'asset.damaged': {
    status: 422,
    retry: false,
    say: 'Nothing can be read from this file: it is damaged, or not what its name says. Save it again, or choose another.',
  },
  'asset.too-large': {
    status: 413,
    retry: false,
    say: 'This is too large. Pictures may have up to 10 MB, sounds up to 50 MB.',
  },
  'asset.not-found': {
    status: 404,
    retry: false,
    say: 'A picture or a sound in this clip is no longer there. Take it out of the clip, or choose another.',
  },
  'style.not-found': {
    status: 404,
    retry: false,
    say: 'The caption style of this clip is not there any more. Choose another one.',
  },
  'style.failed': {
    status: 422,
    retry: false,
    say: 'The caption style failed. Whoever wrote it has to put it right.',
  },
  'style.invalid': {
    status: 422,
    retry: false,
    say: 'This caption style does not run yet.',
  },
  'style.here-only': {
    status: 422,
    retry: false,
    say: 'Styles that people wrote are drawn on this machine alone. Export this clip here.',
  },
  'lambda.failed': {
    status: 502,
    retry: true,
    say: 'The functions at AWS that draw exports failed. Whoever runs this server finds why in its log.',
  },
  'export.impossible': {
    status: 422,
    retry: false,
    say: 'Such a file cannot be made here. Choose other settings.',
  },
  'render.failed': { status: 500, retry: true, say: 'The export stopped before its end.' },
  'job.not-found': { status: 404, retry: false, say: 'This work is no longer known.' },
  'job.over': { status: 409, retry: false, say: 'This work is over; there is nothing to stop.' },
  'job.died': {
    status: 500,
    retry: true,
    say: 'This stopped several times before its end. The server log says more.',
  },
  'job.unforeseen': {
    status: 500,
    retry: true,
    say: 'This stopped for a reason we did not foresee. The server log says more.',
  },
  'job.cancelled': { status: 409, retry: false, say: 'Stopped.' },
} as const satisfies Record<string, ErrorRow>

export type ErrorCode = keyof typeof errors

/** Thrown for every failure we foresaw. Anything else is a bug, and is reported as one. */
export class AppError extends Error {
  override readonly name = 'AppError'
  /** Which of several fields that were asked for it is about. */
  readonly field: string | undefined
  constructor(
    readonly code: ErrorCode,
    /** `detail` replaces the table's sentence where more is known; it is shown to people. */
    options?: ErrorOptions & { detail?: string; field?: string },
  ) {
    super(options?.detail ?? errors[code].say, options)
    this.field = options?.field
  }
  get kind(): ErrorRow {
    return errors[this.code]
  }
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errors, code)

export const errorKind = (code: ErrorCode): ErrorRow => errors[code]

/**
 * By name rather than by class: the website's bundle and the server each have their own copy of this
 * file, and an error made in one is caught in the other.
 */
export const isAppError = (error: unknown): error is AppError =>
  error instanceof Error && error.name === 'AppError' && 'code' in error
