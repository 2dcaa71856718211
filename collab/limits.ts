/** Every limit of a live document, in one place. */

/**
 * One update. Cutting every word of a forty-thousand-word source at once is 0.8 MB; nothing people do
 * comes near it otherwise.
 */
export const MAX_UPDATE_BYTES = 2 * 1024 * 1024
/** One WebSocket frame: an update and its envelope. A larger one ends the connection. */
export const MAX_FRAME_BYTES = MAX_UPDATE_BYTES + 1024
/** A clip's whole log after compaction. 5,000 edits of 10,000 words are 0.1 MB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
/** One key and one value of a decision. */
export const MAX_KEY_LENGTH = 200
export const MAX_VALUE_LENGTH = 2000

/** Rows, or bytes, after which a log is compacted. */
export const COMPACT_ROWS = 500
export const COMPACT_BYTES = 1024 * 1024
/**
 * Commits a second that one connection may cause, and how many at once. What it sends beyond that
 * waits and goes into fewer: a flood is the sender's own to wait for.
 */
export const COMMIT_RATE = 50
export const COMMIT_BURST = 100
/**
 * Updates of one connection that become one commit when they had to wait: a millisecond's work or two,
 * during which nobody else is served.
 */
export const MAX_MERGED = 25
/** A connection that has still more waiting rests so many times as long as that took. */
export const FLOOD_REST = 2
/** Updates in one statement. */
export const MAX_GROUP_ROWS = 200
export const MAX_GROUP_BYTES = 4 * 1024 * 1024
/** A database that takes longer to append than this counts as unavailable, ms. */
export const APPEND_TIMEOUT_MS = 10_000

/** What one person shows the others, as JSON. */
export const MAX_PRESENCE_LENGTH = 2048
/** A presence frame: its own state, and a few that timed out on its side. */
export const MAX_PRESENCE_FRAME_BYTES = 8192
/** Awareness ids remembered for one open clip. */
export const MAX_PRESENCE_IDS = 5000
/** Presence messages a second, and how many at once: ten while something is dragged, else five. */
export const PRESENCE_RATE = 10
export const PRESENCE_BURST = 20
/** Ms between two messages of presence to the other processes on one database. */
export const NODE_PRESENCE_MS = 100

/** Unhandled bytes of one connection at which we stop reading from it, and at which we go on. */
export const MAX_QUEUED_BYTES = 4 * 1024 * 1024
export const MIN_QUEUED_BYTES = 1024 * 1024
/** Bytes a slow reader may leave unread before it is cut off; it comes back and syncs anew. */
export const MAX_UNSENT_BYTES = 32 * 1024 * 1024
export const MAX_CONNECTIONS = 2000
export const MAX_CONNECTIONS_PER_CLIP = 100

/** Ms of rest after which a changed clip is told of, and the longest it is put off. */
export const TELL_AFTER_MS = 1000
export const TELL_AT_LEAST_MS = 5000

/** Ms without an edit after which a group of edits is kept as a version. */
export const VERSION_AFTER_MS = 5 * 60_000
