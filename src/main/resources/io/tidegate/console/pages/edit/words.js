// What there is to choose from while a connector is edited; lists that cannot be loaded stay empty, and what is written by hand is fine too.
//
//   const words = useWords(draft)
//   words.triggers, words.destinations, words.chosen, words.secrets, words.ids, words.fields, words.converters, words.loadSecrets()
import { shallowReactive, watch } from '../../lib/vue.js';
import { get } from '../../api.js';
import { can } from '../../session.js';
import { at } from './draft.js';

const MOST_TYPES = 5;
const ALWAYS = ['$.type', '$.subject', '$.time', '$.source', '$.id'].map((path) => ({ path, kinds: ['string'] }));

export function useWords(draft) {
    const words = shallowReactive({
        triggers: [],
        destinations: null,
        chosen: null,
        secrets: null,
        ids: [],
        fields: ALWAYS,
        converters: null,
        loadSecrets: null,
    });
    const all = async (key, path, query, of = (it) => it.items) => {
        try {
            words[key] = of(await get(path, query));
        } catch {
            if (key === 'destinations') words[key] = []; // the form works without; null would say that they are still coming
        }
    };
    words.loadSecrets = () => all('secrets', '/api/secrets');
    all('triggers', '/api/triggers');
    all('destinations', '/api/destinations');
    all('ids', '/api/connectors', {}, (it) => it.items.map((one) => one.id));
    all('converters', '/api/converters', {}, (it) => it);
    words.loadSecrets();
    watch(
        () => at(draft, ['to'])?.destination,
        (name) => {
            words.chosen = null;
            if (name)
                all('chosen', `/api/destinations/${encodeURIComponent(name)}`, {}, (it) =>
                    it.name === at(draft, ['to'])?.destination ? it : words.chosen,
                );
        },
        { immediate: true },
    );
    watch(
        () => typesOf(draft).join(' '),
        () => fieldsOf(typesOf(draft), words),
        { immediate: true },
    );
    return words;
}

/** The event types whose fields are asked for. */
function typesOf(draft) {
    if (draft.kind === 'inflow') return draft.config.id ? [`inflow.${draft.config.id}`] : [];
    return [at(draft, ['on']) ?? []]
        .flat()
        .filter((one) => typeof one === 'string' && !one.includes('*'))
        .slice(0, MOST_TYPES);
}

async function fieldsOf(types, words) {
    if (!can('operator')) return;
    const found = new Map(ALWAYS.map((one) => [one.path, one]));
    const answers = await Promise.allSettled(types.map((type) => get('/api/fields', { type })));
    for (const answer of answers) for (const one of answer.value?.items ?? []) found.set(one.path, one);
    words.fields = [...found.values()];
}

/** Paths to pick a source from: those of real events first, then those of every profile. */
export function sourcesOf(draft, words) {
    const seen = new Set(words.fields.map((one) => one.path));
    const profile =
        draft.kind === 'outflow' ? (words.converters?.profileFields ?? []).map((one) => ({ path: `$.data.${one.path}`, kinds: [one.kind] })) : [];
    return [...words.fields, ...profile.filter((one) => !seen.has(one.path))];
}

/** Targets to pick from: what the destination expects, or the fields of an account. */
export function targetsOf(draft, words) {
    if (draft.kind === 'inflow') return (words.converters?.profileFields ?? []).map((one) => ({ path: one.path, hint: one.kind }));
    return (words.chosen?.expects ?? []).map((path) => ({ path, needed: true }));
}
