// The management API as the console asks it.
//
//   const page = await get('/api/deliveries', { status: 'failed' });   // parsed JSON; empty parameters are left out
//   await post('/api/connectors/crm/deactivate', { discard: false });
//   const { body, etag } = await tagged('/api/connectors/crm/configuration');
//   await put('/api/connectors/crm/configuration', { yaml }, { ifMatch: etag });
//
// Anything but 2xx throws a Problem {status, title, detail, errors, retryAfter, body}. A 401 leads to the sign-in page and back.

export class Problem extends Error {
    constructor(status, body, headers) {
        super(body.detail || body.title || `the server answered ${status}`);
        this.name = 'Problem';
        this.status = status;
        this.title = body.title ?? '';
        this.detail = this.message;
        this.errors = Array.isArray(body.errors) ? body.errors : [];
        this.etag = headers?.get('ETag') ?? null;
        this.retryAfter = headers?.get('Retry-After') ?? null;
        this.body = body;
    }
}

let signedOut = () => {};

/** Who is told of a 401. */
export function onSignedOut(listener) {
    signedOut = listener;
}

/** A path with its query; empty values are left out. */
export function withQuery(path, query) {
    const pairs = Object.entries(query ?? {}).filter(([, v]) => v !== undefined && v !== null && v !== '');
    return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/** One request; answers {status, body, etag, headers}. Options: body, ifMatch, signal, text (the answer is no JSON). */
export async function ask(method, path, options = {}) {
    const headers = { 'X-Tidegate': 'console', Accept: 'application/json, application/problem+json, */*;q=0.5' };
    if (options.body !== undefined) {
        headers['Content-Type'] = 'application/json';
    }
    if (options.ifMatch) {
        headers['If-Match'] = options.ifMatch;
    }
    let answer;
    try {
        answer = await fetch(path, {
            method,
            headers,
            body: options.body === undefined ? undefined : JSON.stringify(options.body),
            signal: options.signal,
            credentials: 'same-origin',
            cache: 'no-store',
        });
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        throw new Problem(0, { title: 'No answer', detail: 'Tidegate cannot be reached: it may be stopped, or the network is away.' });
    }
    const text = await answer.text();
    if (!answer.ok) {
        if (answer.status === 401 && !path.startsWith('/console/')) {
            signedOut();
        }
        throw new Problem(answer.status, parsed(text) ?? {}, answer.headers);
    }
    const body = options.text ? text : parsed(text);
    return { status: answer.status, body, etag: answer.headers.get('ETag'), headers: answer.headers };
}

function parsed(text) {
    if (text === '') {
        return null;
    }
    try {
        return JSON.parse(text);
    } catch (notJson) {
        return null;
    }
}

export const get = async (path, query, options) => (await ask('GET', withQuery(path, query), options)).body;
export const tagged = (path, query, options) => ask('GET', withQuery(path, query), options);
export const post = async (path, body, options) => (await ask('POST', path, { body: body ?? {}, ...options })).body;
export const put = async (path, body, options) => (await ask('PUT', path, { body: body ?? {}, ...options })).body;
export const patch = async (path, body, options) => (await ask('PATCH', path, { body: body ?? {}, ...options })).body;
export const del = async (path, options) => (await ask('DELETE', path, options)).body;
