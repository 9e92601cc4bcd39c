// Everything that is told of one delivery.
import { get } from '../../api.js';
import { seg } from '../../router.js';
import { causedBy } from './trace.js';

const MOST_QUERIES = 20;

/** null for what is gone by its age. */
async function orNull(asked) {
    try {
        return await asked;
    } catch (problem) {
        if (problem.status === 404 || problem.status === 409) {
            return null;
        }
        throw problem;
    }
}

export async function loadLife(id) {
    const delivery = await get(`/api/deliveries/${seg(id)}`);
    const source = { source: delivery.source };
    const path = `/api/events/${seg(delivery.event)}`;
    const [event, trace, ...queries] = await Promise.all([
        orNull(get(path, source)),
        orNull(get(`${path}/trace`, source)),
        ...delivery.failedQueries.slice(-MOST_QUERIES).map((query) => orNull(get(`/api/failed-queries/${query}`))),
    ]);
    return { delivery, event, trace, queries: queries.filter(Boolean), caused: causedBy(trace, delivery.id) };
}
