import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
/**
 * A local server that speaks OpenAI's transcription protocol over real HTTP. `answer` decides by what
 * was asked; `asked` remembers it.
 */
export async function speechServer(answer) {
    const asked = [];
    let abandoned = 0;
    const server = createServer(async (request, response) => {
        const chunks = [];
        for await (const chunk of request)
            chunks.push(chunk);
        const form = await new Response(Buffer.concat(chunks), {
            headers: { 'content-type': request.headers['content-type'] ?? '' },
        }).formData();
        const fields = {};
        let wavMs = 0;
        for (const [name, value] of form) {
            if (typeof value === 'string')
                fields[name] = [...(fields[name] ?? []), value];
            else
                wavMs = Math.round(((value.size - 44) / 32_000) * 1000);
        }
        const one = {
            path: request.url ?? '',
            authorization: request.headers.authorization,
            fields,
            wavMs,
        };
        asked.push(one);
        response.on('close', () => {
            if (!response.writableEnded)
                abandoned++;
        });
        const told = answer(one, asked.length);
        if (told === 'hang')
            return;
        if (told === 'drop')
            return void request.socket.destroy();
        if ('text' in told) {
            response.setHeader('content-type', 'text/plain');
            return void response.end(told.text);
        }
        if ('status' in told) {
            response.statusCode = told.status;
            for (const [name, value] of Object.entries(told.headers ?? {}))
                response.setHeader(name, value);
        }
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(told.json ?? { error: { message: 'no' } }));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
    }));
    const { port } = server.address();
    return { url: `http://127.0.0.1:${port}/v1`, asked, abandoned: () => abandoned };
}
/** A 16 kHz WAV with a tone wherever `loud` says so. */
export function wavOf(ms, loud = () => true) {
    const samples = Math.round(ms * 16);
    const wav = Buffer.alloc(44 + samples * 2);
    wav.write('RIFF', 0, 'latin1');
    wav.writeUInt32LE(36 + samples * 2, 4);
    wav.write('WAVEfmt ', 8, 'latin1');
    wav.writeUInt32LE(16, 16);
    wav.writeUInt16LE(1, 20);
    wav.writeUInt16LE(1, 22);
    wav.writeUInt32LE(16_000, 24);
    wav.writeUInt32LE(32_000, 28);
    wav.writeUInt16LE(2, 32);
    wav.writeUInt16LE(16, 34);
    wav.write('data', 36, 'latin1');
    wav.writeUInt32LE(samples * 2, 40);
    for (let i = 0; i < samples; i++) {
        if (loud(i / 16))
            wav.writeInt16LE(Math.round(9000 * Math.sin(i / 5)), 44 + i * 2);
    }
    return wav;
}
