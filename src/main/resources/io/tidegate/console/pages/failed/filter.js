// The filters of failed queries, as the address, the API's list and a job have them.
import { any, STAGES } from '../life/words.js';

const BULK = ['connector', 'type', 'subject', 'stage', 'status', 'from', 'to', 'text'];
const STATES = [{ value: '', text: 'open' }, { value: 'replayed', text: 'replayed' }, { value: 'discarded', text: 'discarded' }, { value: 'any', text: 'any' }];

export const fields = (query, connectors) => [
    { name: 'state', label: 'State', type: 'select', options: STATES },
    { name: 'connector', label: 'Connector', type: 'select', options: connectors(query.connector) },
    { name: 'stage', label: 'Failed at', type: 'select', options: any(STAGES) },
    { name: 'status', label: 'HTTP status', placeholder: '503', inputmode: 'numeric' },
    { name: 'type', label: 'Trigger', placeholder: 'Register' },
    { name: 'subject', label: 'Subject' },
    { name: 'from', label: 'From', type: 'time' },
    { name: 'to', label: 'To', type: 'time' },
    { name: 'text', label: 'Text', type: 'search', placeholder: 'ids, reasons …' },
];

const pick = (query) => Object.fromEntries(BULK.filter((name) => query[name]).map((name) => [name, query[name]]));

/** Without a state those that are open. */
export const listed = (query) => ({ ...pick(query), state: query.state === 'any' ? '' : query.state ?? 'open' });

/** A job takes open ones only; a status is a number there. */
export const ofJob = (query) => {
    const filter = pick(query);
    return /^\d+$/.test(filter.status ?? '') ? { ...filter, status: Number(filter.status) } : filter;
};

const WORDS = { connector: 'connector', type: 'trigger', subject: 'subject', stage: 'failed at', status: 'HTTP status', from: 'from', to: 'to', text: 'text' };

/** In words: 'connector crm, HTTP status 503'. */
export const inWords = (filter) => {
    const parts = Object.entries(filter ?? {}).filter(([, v]) => v !== null && v !== '').map(([k, v]) => `${WORDS[k] ?? k} ${String(v).slice(0, 80)}`);
    return parts.length === 0 ? 'all that are open' : parts.join(', ');
};
