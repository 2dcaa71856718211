import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#core/errors.ts';
/** The other side of inWorkerThread: imports the asked module and calls the asked function. */
const { module, name, args } = workerData;
async function answer() {
    try {
        const loaded = (await import(module));
        const task = loaded[name];
        if (!task)
            throw new Error(`${module} exports no ${name}`);
        return { ok: true, value: await task(...args) };
    }
    catch (error) {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        return { ok: false, code: error instanceof AppError ? error.code : null, message, stack };
    }
}
parentPort?.postMessage(await answer());
