/** A promise a test settles when it pleases. */
export function deferred() {
    let resolve = () => { };
    const promise = new Promise((done) => {
        resolve = done;
    });
    return { promise, resolve };
}
