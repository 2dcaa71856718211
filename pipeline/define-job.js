/** A declaration and nothing else: importing a job to enqueue it drags in no FFmpeg and no engine. */
export const defineJob = (job) => job;
