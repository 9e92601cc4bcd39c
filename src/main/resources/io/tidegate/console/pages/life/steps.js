// The steps of a delivery's life, out of what the API tells: {delivery, event, queries, trace} and the dry run of today's connector.
import { h } from '../../lib/vue.js';
import { link, seg } from '../../router.js';
import { Facts, Payload, Status, Text, Time, plural, span } from '../../ui/kit.js';
import { Explanation } from './explanation.js';
import { Fold } from './fold.js';
import { Note } from './notes.js';
import { Request } from './request.js';
import { Rules, Before, Mapped, AsToday } from './dry-run.js';
import { heldWord, isOperator, outcomeWord, skipReason, standing } from './words.js';
import { EventNode } from './trace.js';

export function stepsOf({ delivery, event, queries, caused }, today) {
    const tried = delivery.attempts.length > 0;
    return [
        eventStep(delivery, event),
        ruleStep(delivery, today, tried),
        beforeStep(delivery, today),
        mappingStep(delivery, today),
        requestStep(delivery, today),
        ...delivery.attempts.map((attempt) => attemptStep(attempt, delivery)),
        ...strayNotes(delivery),
        endStep(delivery),
        afterStep(delivery),
        ...queries.map(queryStep),
        caused.length === 0 ? null : { key: 'caused', icon: 'link', tone: 'good', title: `It made ${plural(caused.length, 'event')}`, body: () => h('ul', { class: 'tg-trace' }, caused.map((e) => h(EventNode, { key: e.id, event: e }))) },
    ];
}

const failedAt = (delivery, ...stages) => delivery.status === 'failed' && stages.includes(delivery.stage);
const why = (delivery) => h(Explanation, { of: delivery.explanation, reason: delivery.reason });

const eventStep = (delivery, event) => ({
    key: 'event', icon: 'bolt', tone: 'good', title: 'The event was accepted', at: delivery.createdAt,
    body: () => [
        h('p', [h('strong', h(Text, { value: delivery.type })), ' of ', h(Text, { value: delivery.source, max: 200 }), ' as ',
            h('a', { href: link(`/events/${seg(delivery.event)}`, { source: delivery.source }) }, h(Text, { value: delivery.event, max: 120 }))]),
        event === null ? h('p', { class: 'tg-none' }, 'The event is not stored any more.')
            : h(Fold, { title: 'Data of the event' }, () => h(Payload, { value: 'data_base64' in event ? event.data_base64 : event.data, label: 'Data of the event' })),
    ],
});

function ruleStep(delivery, today, tried) {
    const skippedByRule = delivery.status === 'skipped' && delivery.stage === 'rule';
    const failed = failedAt(delivery, 'rule');
    const passed = tried || delivery.status === 'failed' || delivery.status === 'delivered';
    const [tone, icon, title] = failed ? ['bad', 'cross', 'A rule could not be judged']
        : skippedByRule ? ['off', 'skip', delivery.reason?.startsWith('$') ? 'A rule did not hold' : 'It was not for this connector']
            : passed ? ['good', 'filter', 'All rules held'] : [undefined, 'filter', 'Rules'];
    return { key: 'rules', icon, tone, title, body: () => [
        failed ? why(delivery) : null,
        skippedByRule ? h('p', [skipReason(delivery), ' ', delivery.reason?.startsWith('$') ? h('code', h(Text, { value: delivery.reason, max: 500 })) : null]) : null,
        today.run ? [h(Rules, { run: today.run }), h(AsToday)] : null,
        today.problem ? h('p', { class: 'tg-quiet-text' }, ['The rules’ verdicts cannot be shown: ', h(Text, { value: today.problem.detail, max: 500 })]) : null,
        !isOperator() ? h('p', { class: 'tg-quiet-text' }, 'The verdict on each rule is shown to operators.') : null,
    ] };
}

function beforeStep(delivery, today) {
    const failed = failedAt(delivery, 'before');
    const has = (today.run?.before.length ?? 0) > 0;
    return !failed && !has ? null : { key: 'before', icon: failed ? 'cross' : 'code', tone: failed ? 'bad' : undefined, title: failed ? 'A before hook failed' : 'Before hooks',
        body: () => [failed ? why(delivery) : null, has ? [h(Before, { run: today.run }), h(AsToday)] : null] };
}

function mappingStep(delivery, today) {
    const failed = failedAt(delivery, 'mapping', 'sanitize');
    const has = (today.run?.mapping.length ?? 0) > 0;
    return !failed && !has ? null : { key: 'mapping', icon: failed ? 'cross' : 'swap', tone: failed ? 'bad' : undefined, title: failed ? 'The mapping failed' : 'Mapping',
        body: () => [failed ? why(delivery) : null, has ? [h(Mapped, { run: today.run }), h(AsToday)] : null] };
}

function requestStep(delivery, today) {
    const kept = delivery.request;
    const made = kept ?? today.run?.request;
    const failed = failedAt(delivery, 'request') && delivery.attempts.length === 0;
    if (!made && !failed) {
        return null;
    }
    const action = made?.method === 'ACTION' || today.run?.action;
    return { key: 'request', icon: failed ? 'cross' : 'target', tone: failed ? 'bad' : kept ? 'good' : undefined,
        title: failed ? 'No request could be made' : action ? 'The action' : 'The request', body: () => [
            failed ? why(delivery) : null,
            made ? h(Request, { request: made }) : null,
            kept ? h('p', { class: 'tg-quiet-text' }, 'As it was made then, and is repeated. Secrets stand as references.')
                : made ? [h(AsToday), delivery.status === 'delivered' ? h('p', { class: 'tg-quiet-text' }, 'The request itself was not kept, since the first attempt delivered it.') : null] : null,
        ] };
}

function attemptStep(attempt, delivery) {
    const good = attempt.error === null || attempt.error === undefined;
    const answered = attempt.status === null ? (good ? 'sent' : 'no answer') : `answered ${attempt.status}`;
    return { key: `attempt ${attempt.number}`, icon: good ? 'send' : 'cross', tone: good ? 'good' : 'bad', title: `Attempt ${attempt.number}: ${answered}`, at: attempt.startedAt, body: () => [
        h('p', good ? `It took ${span(attempt.durationMs)}.` : [`It took ${span(attempt.durationMs)}: `, h(Text, { value: attempt.error, max: 2000 })]),
        delivery.request && delivery.request.method !== 'ACTION' ? h('p', { class: 'tg-quiet-text' }, [h(Text, { value: delivery.request.method, max: 20 }), ' ', h(Text, { value: delivery.request.url, max: 300, mono: true })]) : null,
        attempt.response ? h(Fold, { title: 'Response', open: !good }, () => h(Payload, { value: attempt.response, label: `Response to attempt ${attempt.number}` })) : h('p', { class: 'tg-none' }, 'There was no response body.'),
        delivery.notes.filter((n) => n.attempt === attempt.number).map((note) => h(Note, { key: note.kind, note })),
    ] };
}

/** What was noted of an attempt that left no row. */
function strayNotes(delivery) {
    const known = delivery.attempts.map((a) => a.number);
    const stray = delivery.notes.filter((n) => !known.includes(n.attempt));
    return stray.length === 0 ? [] : [{ key: 'notes', icon: 'info', title: 'Notes', body: () => stray.map((note, i) => h(Note, { key: i, note })) }];
}

function endStep(delivery) {
    const [tone, icon] = { delivered: ['good', 'check'], skipped: ['off', 'skip'], failed: ['bad', 'cross'], waiting: ['wait', 'clock'], delivering: ['calm', 'send'] }[delivery.status] ?? ['calm', 'clock'];
    return { key: 'end', icon, tone, title: delivery.status.replace(/^./, (c) => c.toUpperCase()), at: delivery.finishedAt, body: () => [
        h('p', standing(delivery)),
        failedAt(delivery, 'request') && delivery.attempts.length > 0 ? why(delivery) : null,
        delivery.held ? h('p', [h(Status, { value: 'held' }), ` It is held: ${heldWord(delivery.held)}. It goes on in order afterwards.`]) : null,
        delivery.dueAt && delivery.status !== 'delivering' ? h('p', ['Due ', h(Time, { value: delivery.dueAt }), delivery.status === 'waiting' ? [' (', h(Time, { value: delivery.dueAt, exact: true }), ')'] : null]) : null,
        delivery.result ? result(delivery.result) : null,
    ] };
}

const result = (found) => (found && typeof found === 'object' && found.action && found.outcome
    ? h(Facts, { items: [
        ['Outcome', h(Text, { value: outcomeWord(found.outcome), max: 200 })],
        ['Account', h(Text, { value: found.account, max: 80, mono: true })],
        ['Fields changed', h(Text, { value: Array.isArray(found.changed) ? found.changed.join(', ') : found.changed, max: 500 })],
    ] })
    : [h('h4', 'Result'), h(Payload, { value: found, label: 'Result' })]);

function afterStep(delivery) {
    if (!delivery.after || delivery.after === 'none') {
        return null;
    }
    const [tone, title] = { done: ['good', 'After hooks have run'], failed: ['bad', 'An after hook failed'], due: ['wait', 'After hooks are due'] }[delivery.after] ?? ['calm', 'After hooks'];
    return { key: 'after', icon: tone === 'bad' ? 'cross' : 'code', tone, title, body: () => (delivery.after === 'failed'
        ? [why(delivery), h('p', 'The request is not repeated. The hooks can be run again.')] : null) };
}

const queryStep = (query) => ({
    key: `query ${query.id}`, icon: 'alert', tone: query.state === 'open' ? 'bad' : 'off', title: 'A failed query was written', label: `Failed query ${query.id}`, at: query.failedAt, body: () => [
        h('p', [h(Status, { value: query.state }), ' ', h('a', { href: link(`/failed/${query.id}`) }, `Failed query ${query.id}`)]),
        query.resolvedBy ? h('p', { class: 'tg-quiet-text' }, [`${query.state} by `, h(Text, { value: query.resolvedBy, max: 80 }), ' ', h(Time, { value: query.resolvedAt })]) : null,
    ],
});
