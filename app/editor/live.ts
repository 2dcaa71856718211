export type { ClipConnection as Live, Person, Presence, SaveState } from '#collab/connect.ts'
