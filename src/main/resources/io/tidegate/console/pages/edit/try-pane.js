// The draft on an event, nothing is sent: h(TryPane, { draft, given, check, onSaved }).
import { computed, h, nextTick, ref, watch } from '../../lib/vue.js';
import { get, post } from '../../api.js';
import { can, session } from '../../session.js';
import { exactTime } from '../../ui/time.js';
import { Button, Card, Dialog, ErrorBox, Payload, Status, sure, Text, toast } from '../../ui/kit.js';
import { at, body, isChanged } from './draft.js';
import { eventOf } from './check.js';
import { Choice, TextInput } from './inputs.js';

const OUTCOMES = { request: ['ok', 'would be sent'], skipped: ['skipped', 'would be skipped'], error: ['error', 'would fail'] };

export const TryPane = {
    props: ['draft', 'given', 'check'],
    setup(props) {
        const recent = useRecent(props);
        const sent = ref(null);
        const sending = ref(false);
        const pasted = ref(null);
        const below = ref(null);
        watch(
            () => JSON.stringify([body(props.draft), props.given]),
            () => (sent.value = null),
        );
        const send = async () => {
            const to = props.check.result?.request;
            const text = `${to ? `${to.method} ${to.url}` : 'The action'} is done once, for real. It is no delivery: nothing is kept of it but a line in the audit log.`;
            if (!(await sure({ title: 'Send one test?', text, action: 'Send it' }))) return;
            sending.value = true;
            try {
                sent.value = await post('/api/connectors/try', { ...body(props.draft), ...eventOf(props.given), send: true });
            } catch (problem) {
                sent.value = { problem };
            }
            sending.value = false;
            await nextTick();
            below.value?.scrollIntoView({ block: 'nearest' }); // the pane scrolls by itself
        };
        return () =>
            h(Card, { title: 'Try it', class: 'edit-try' }, () => [
                choice(props, recent),
                h('div', { role: 'status', 'aria-live': 'polite', class: 'edit-verdict' }, verdict(props)),
                props.check.result ? outcome(props.check.result) : null,
                props.check.result ? actions(props, { send, sending: sending.value, pasted }) : null,
                sent.value ? h('div', { ref: below }, answer(sent.value)) : null,
                toPaste(pasted),
            ]);
    },
};

/** Events that would start it, the newest first. */
function useRecent(props) {
    const list = ref([]);
    const types = computed(() =>
        props.draft.kind === 'inflow'
            ? [`inflow.${props.draft.config.id ?? ''}`]
            : [at(props.draft, ['on']) ?? []].flat().filter((one) => !one.includes('*')),
    );
    const load = async (all) => {
        try {
            const pages = await Promise.all((all.length ? all.slice(0, 6) : [undefined]).map((type) => get('/api/events', { type, limit: 10 })));
            list.value = pages
                .flatMap((page) => page.items)
                .sort((a, b) => String(timeOf(b)).localeCompare(String(timeOf(a))))
                .slice(0, 20);
            const first = list.value[0];
            const there = list.value.some((one) => one.id === props.given.id && one.source === props.given.source);
            if (props.given.mode === 'stored' && !there) Object.assign(props.given, { id: first?.id ?? '', source: first?.source ?? '' });
        } catch {
            list.value = [];
        }
    };
    watch(
        () => types.value.join(' '),
        () => load(types.value),
        { immediate: true },
    );
    return list;
}

const timeOf = (event) => event.acceptedAt ?? event.receivedAt ?? event.time ?? '';

function choice({ given, draft }, recent) {
    const modes = [
        { value: 'stored', text: 'a recent event' },
        { value: 'typed', text: 'an event typed in' },
    ];
    const keyOf = (one) => JSON.stringify([one.id, one.source]);
    const pick = (key) => {
        const [id, source] = key ? JSON.parse(key) : ['', ''];
        Object.assign(given, { id, source });
    };
    return [
        h(Choice, {
            label: 'On',
            value: given.mode,
            options: modes,
            onUpdate: (mode) => Object.assign(given, { mode, text: given.text || example(draft) }),
        }),
        given.mode === 'typed'
            ? h(TextInput, { label: 'Event (JSON)', lines: 8, mono: true, value: given.text, onUpdate: (text) => (given.text = text) })
            : recent.value.length
              ? h(Choice, {
                    label: 'Event',
                    value: given.id ? keyOf(given) : '',
                    options: [{ value: '', text: 'choose…' }, ...recent.value.map((one) => ({ value: keyOf(one), text: line(one) }))],
                    onUpdate: pick,
                })
              : h('p', { class: 'tg-quiet-text' }, 'No such event has come yet. Type one in to try with.'),
    ];
}

const line = (one) => `${exactTime(timeOf(one))} · ${one.subject ?? one.id} · ${one.type}`.slice(0, 120);

function example(draft) {
    const type =
        draft.kind === 'inflow'
            ? `inflow.${draft.config.id ?? 'name'}`
            : ([at(draft, ['on']) ?? []].flat().find((one) => !one.includes('*')) ?? 'Register');
    const data = { Uid: 'u-1', FirstName: 'Ada', LastName: 'Byron', Email: [{ Type: 'Primary', Value: 'ada@mail.example' }], EmailVerified: true };
    return JSON.stringify(
        {
            specversion: '1.0',
            id: 'try-1',
            source: '/console',
            type,
            subject: 'u-1',
            data: draft.kind === 'inflow' ? { id: 'c-1', email: 'ada@mail.example' } : data,
        },
        null,
        2,
    );
}

function verdict({ draft, check, given }) {
    if (!can('operator')) return h('p', { class: 'tg-quiet-text' }, `${session.name} may look, but not try.`);
    if (check.problem) return h(ErrorBox, { problem: check.problem });
    if (check.result) {
        const [value, text] = OUTCOMES[check.result.outcome] ?? ['ok', check.result.outcome];
        return [
            h(Status, { value, text }),
            check.result.triggered === false
                ? h('p', { class: 'tg-quiet-text' }, `A ${check.result.event?.type} event does not start it; this is what it would do.`)
                : null,
        ];
    }
    if (!eventOf(given)) return null;
    return h('p', { class: 'tg-quiet-text' }, draft.mistakes.length ? 'It is tried as soon as it has no mistakes.' : check.busy ? 'Trying…' : '');
}

function outcome(result) {
    return [
        result.rules?.length
            ? h(
                  'ul',
                  { class: 'edit-verdicts', 'aria-label': 'Rules' },
                  result.rules.map((one) =>
                      h('li', [
                          h(
                              Status,
                              one.error
                                  ? { value: 'error', text: 'not judged' }
                                  : one.holds
                                    ? { value: 'ok', text: 'holds' }
                                    : { value: 'skipped', text: 'does not hold' },
                          ),
                          ' ',
                          h('code', h(Text, { value: one.rule })),
                          one.error ? h('div', { class: 'tg-field-error' }, h(Text, { value: one.error })) : null,
                      ]),
                  ),
              )
            : null,
        result.error ? h('p', { class: 'tg-field-error' }, [`${result.error.step}: `, h(Text, { value: result.error.message, max: 2000 })]) : null,
        result.before?.length
            ? h('details', { class: 'edit-details' }, [
                  h('summary', 'The event after the hooks'),
                  h(Payload, { value: result.before.at(-1).event, label: 'Event after the hooks' }),
              ])
            : null,
        result.action ? action(result.action) : result.request ? request(result.request) : null,
        result.event
            ? h('details', { class: 'edit-details' }, [h('summary', 'The event'), h(Payload, { value: result.event, label: 'Event' })])
            : null,
    ];
}

/** What would be done at the identity provider, and with which profile. */
function action({ action: name, calls, profile, ...more }) {
    return [
        h('h3', ['Action: ', h('code', name)]),
        calls?.length
            ? h(
                  'ol',
                  { class: 'edit-calls' },
                  calls.map((one) => h('li', h(Text, { value: one }))),
              )
            : null,
        h(Payload, { value: profile ?? more, label: 'What is written' }),
    ];
}

function request({ method, url, headers, body: sends }) {
    return [
        h('h3', 'Request'),
        h('p', { class: 'edit-request' }, [h('strong', method), ' ', h(Text, { value: url, max: 2000, mono: true })]),
        h(
            'dl',
            { class: 'edit-request-headers' },
            Object.entries(headers ?? {}).map(([name, value]) =>
                h('div', { key: name }, [h('dt', name), h('dd', h(Text, { value: String(value), mono: true }))]),
            ),
        ),
        h(Payload, { value: sends, label: 'Request body' }),
    ];
}

function actions({ draft, given, check }, { send, sending, pasted }) {
    const mayKeep = draft.id && !isChanged(draft) && given.mode === 'stored';
    return h('div', { class: 'tg-actions edit-try-actions' }, [
        can('author') && draft.editable && check.result.outcome === 'request'
            ? h(Button, { icon: 'send', busy: sending, onClick: send }, () => 'Send one test')
            : null,
        can('author') && mayKeep ? h(Button, { icon: 'check', onClick: () => keep(draft, given, pasted) }, () => 'Save as test') : null,
        can('author') && !mayKeep && draft.editable
            ? h('span', { class: 'tg-quiet-text' }, 'Save the connector and choose a recent event to keep this as a test.')
            : null,
    ]);
}

async function keep(draft, given, pasted) {
    try {
        const answer = await post(`/api/connectors/${encodeURIComponent(draft.id)}/tests`, { eventId: given.id, source: given.source });
        if (answer.saved) {
            toast('It is a test of this connector now');
            draft.reload?.();
        } else {
            pasted.value = answer;
        }
    } catch (problem) {
        toast(problem.detail, { kind: 'bad' });
    }
}

/** For the file of a connector that is not the console's. */
function toPaste(pasted) {
    const close = () => (pasted.value = null);
    return h(
        Dialog,
        { open: pasted.value !== null, title: 'The test to paste', wide: true, onClose: close },
        {
            default: () => [
                h('p', `It is not saved: ${pasted.value.why}. It can be pasted under “tests” of the connector.`),
                h(Payload, { value: pasted.value.yaml, label: 'The test as YAML' }),
            ],
            actions: () => h(Button, { kind: 'primary', onClick: close }, () => 'Close'),
        },
    );
}

function answer({ problem, response }) {
    if (problem) return h(ErrorBox, { problem, title: 'The test was not sent' });
    if (!response) return null;
    const fine = response.status >= 200 && response.status < 300;
    return h('div', { class: 'edit-answer', role: 'status' }, [
        h('h3', 'Answer'),
        h('p', [
            h(Status, { value: fine ? 'ok' : 'error', text: response.status ? String(response.status) : 'no answer' }),
            ` after ${response.durationMs ?? 0} ms`,
        ]),
        response.error ? h('p', { class: 'tg-field-error' }, h(Text, { value: response.error })) : null,
        h(Payload, { value: response.body, label: 'Answer’s body' }),
    ]);
}
