// What can be done with an open failed query. Each asks where it cannot be taken back, tells that it is done, and throws the API's problem.
import { post } from '../../api.js';
import { seg } from '../../router.js';
import { sure, toast } from '../../ui/kit.js';

const path = (query, what) => `/api/failed-queries/${seg(query.id)}/${what}`;

/** body: {} as it was, {from: 'event'} on today's connector, {request: {url?, headers?, body?}} edited. */
export async function replay(query, body) {
    await post(path(query, 'replay'), body);
    toast('It is on its way again');
}

/** True if it was done. */
export async function discard(query) {
    const yes = await sure({
        title: 'Discard this failed query?',
        text: 'It is not tried again, and what waits behind it goes on. It stays in the list as discarded, but cannot be replayed any more.',
        action: 'Discard', danger: true,
    });
    if (yes) {
        await post(path(query, 'discard'));
        toast('Discarded');
    }
    return yes;
}
