// What the server says of the draft after each change: its mistakes, and what it does with an event. The last change wins.
//
//   const check = useCheck(draft, given)       given: reactive { mode: 'stored' | 'typed', id, source, text }
//   check.result (a dry run), check.problem, check.busy, check.now()
import { onBeforeUnmount, shallowReactive, watch } from '../../lib/vue.js';
import { post } from '../../api.js';
import { can } from '../../session.js';
import { body, judged, take } from './draft.js';

const PAUSE = 350;

export function useCheck(draft, given) {
    const check = shallowReactive({ result: null, problem: null, busy: false, now: null });
    let timer = null;
    let asking = null;
    check.now = async () => {
        clearTimeout(timer);
        asking?.abort();
        const mine = (asking = new AbortController());
        check.busy = true;
        try {
            const asked = body(draft); // what was judged is what is tried, whatever is typed meanwhile
            const valid = !draft.editable || (await validated(draft, asked, mine));
            await tried(draft, asked, given, check, mine, valid);
        } catch (problem) {
            if (mine === asking && problem.name !== 'AbortError') Object.assign(check, { problem, result: null });
        } finally {
            if (mine === asking) check.busy = false;
        }
    };
    watch(
        () => JSON.stringify([body(draft), given]),
        () => {
            clearTimeout(timer);
            timer = setTimeout(check.now, PAUSE);
        },
        { immediate: true },
    );
    onBeforeUnmount(() => {
        clearTimeout(timer);
        asking?.abort();
    });
    return check;
}

/** Whether it could run. */
async function validated(draft, asked, { signal }) {
    if (!can('author')) return true;
    const answer = await post('/api/connectors/validate', asked, { signal });
    judged(draft, answer.mistakes ?? []);
    draft.warnings = answer.warnings ?? [];
    if (asked.yaml === undefined && answer.yaml) draft.yaml = answer.yaml;
    if (asked.yaml !== undefined && answer.config) take(draft, answer.kind, answer.config);
    return draft.mistakes.length === 0;
}

async function tried(draft, asked, given, check, mine, valid) {
    const event = eventOf(given);
    if (!event || !valid || !can('operator')) return Object.assign(check, { result: null, problem: event?.problem ?? null });
    if (event.problem) return Object.assign(check, { result: null, problem: event.problem });
    const result = draft.editable
        ? await post('/api/connectors/try', { ...asked, ...event }, { signal: mine.signal })
        : await post(`/api/connectors/${encodeURIComponent(draft.id)}/dry-run`, event.event ?? event, { signal: mine.signal });
    return Object.assign(check, { result, problem: null });
}

/** As the API takes it; null if none is chosen. */
export function eventOf(given) {
    if (given.mode === 'stored') return given.id ? { eventId: given.id, source: given.source } : null;
    if (!given.text.trim()) return null;
    try {
        return { event: JSON.parse(given.text) };
    } catch (mistake) {
        return { problem: { detail: `The event is not JSON yet: ${mistake.message}` } };
    }
}
