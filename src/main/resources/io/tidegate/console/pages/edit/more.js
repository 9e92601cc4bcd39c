// Hooks, retries and the rest that most connectors leave as it is: h(More, { draft }).
import { h } from '../../lib/vue.js';
import { Check, Choice, Parsed } from './inputs.js';
import { at, errors, put } from './draft.js';
import { constantOf } from './mapping-rows.js';

const plain = { read: (text) => text.trim() || undefined, show: (value) => String(value ?? '') };
const number = { ...plain, read: (text) => (text.trim() === '' ? undefined : constantOf(text.trim())) };
const numbers = {
    read: (text) =>
        text.trim()
            ? text
                  .split(/[\s,]+/)
                  .filter(Boolean)
                  .map(constantOf)
            : undefined,
    show: (value) => [value ?? []].flat().join(', '),
};
const scripts = {
    read: (text) =>
        text
            .split('\n')
            .map((line) => line.trim())
            .filter(Boolean)
            .map((script) => ({ script })),
    show: (value) =>
        [value ?? []]
            .flat()
            .map((one) => one.script)
            .join('\n'),
};

const BREAKERS = [
    { value: '', text: 'as the setting says' },
    { value: 'on', text: 'deliveries are parked after 20 failures in a row' },
    { value: 'own', text: 'deliveries are parked, by figures of its own' },
    { value: 'off', text: 'each delivery goes on with its own retries' },
];
const breaker = (value) => (value && typeof value === 'object' ? 'own' : (value ?? ''));

export const More = {
    props: ['draft'],
    setup(props) {
        const { draft } = props;
        const input = (keys, label, more) => parsed(draft, keys, { label, ...plain, ...more });
        return () => [
            h('h3', 'Hooks'),
            h('div', { class: 'edit-grid' }, [
                hooks(draft, 'before', 'Before the mapping', 'function (event) → event'),
                hooks(
                    draft,
                    'after',
                    draft.kind === 'inflow' ? 'After the recorded action' : 'After the recorded 2xx',
                    'function (event, request, response)',
                ),
            ]),
            h('h3', 'Retry'),
            h('div', { class: 'edit-grid edit-narrow' }, [
                input(['retry', 'attempts'], 'Repeats', { ...number, placeholder: '5', hint: 'After the first request.' }),
                input(['retry', 'delay'], 'Delay', { placeholder: '30s' }),
                input(['retry', 'backOff'], 'Back-off', { ...number, placeholder: '1', hint: 'Each delay is the one before times this.' }),
                input(['retry', 'maxDelay'], 'Longest delay', { placeholder: '1d' }),
                input(['retry', 'jitter'], 'Jitter', { ...number, placeholder: '0', hint: '0 to 1: the part that is random.' }),
                draft.kind === 'outflow'
                    ? input(['retry', 'giveUpOn'], 'Give up on', {
                          ...numbers,
                          placeholder: '400, 422',
                          hint: 'Statuses that end the delivery at once.',
                      })
                    : null,
            ]),
            h('h3', 'Pace and order'),
            h('div', { class: 'edit-grid edit-narrow' }, [
                input(['concurrency'], 'Concurrency', { ...number, placeholder: '64', hint: 'Requests on the wire at once.' }),
                input(['rateLimit'], 'Rate limit', { placeholder: '100/s', hint: 'Requests in a second, minute or hour, at most: 100/s, 600/m, 5000/h.' }),
                input(['deactivateAfter'], 'Switch off after', { placeholder: 'never', hint: 'So long nothing but failure: 5d, or never.' }),
                draft.kind === 'outflow' ? input(['timeouts', 'connect'], 'Connect time-out', { placeholder: '5s' }) : null,
                draft.kind === 'outflow' ? input(['timeouts', 'response'], 'Response time-out', { placeholder: '30s' }) : null,
                h(Choice, {
                    label: 'While inactive, its events',
                    value: at(draft, ['whenInactive']) ?? '',
                    options: [
                        { value: '', text: 'make no delivery' },
                        { value: 'hold', text: 'wait for it' },
                    ],
                    errors: errors(draft, ['whenInactive']),
                    onUpdate: (word) => put(draft, ['whenInactive'], word),
                }),
            ]),
            h('h3', 'Breaker'),
            h('div', { class: 'edit-grid edit-narrow' }, [
                h(Choice, {
                    label: 'While the third party does not work',
                    value: breaker(at(draft, ['breaker'])),
                    options: BREAKERS,
                    errors: errors(draft, ['breaker']),
                    onUpdate: (word) => put(draft, ['breaker'], word === 'own' ? { after: 20, failureRate: 100, for: '30s' } : word),
                }),
                ...(breaker(at(draft, ['breaker'])) === 'own'
                    ? [
                          input(['breaker', 'after'], 'Attempts looked at', { ...number, placeholder: '20' }),
                          input(['breaker', 'failureRate'], 'Percent that failed', { ...number, placeholder: '100' }),
                          input(['breaker', 'for'], 'One tries again after', { placeholder: '30s' }),
                      ]
                    : []),
            ]),
            ...(draft.kind === 'outflow' ? batch(input) : []),
            h(Check, {
                label: 'Events of one subject wait for each other',
                value: at(draft, ['ordered']) !== false,
                onUpdate: (is) => put(draft, ['ordered'], is ? undefined : false),
            }),
            tests(at(draft, ['tests'])),
        ];
    },
};

/** Many records in one request. */
const batch = (input) => [
    h('h3', 'Batches'),
    h('div', { class: 'edit-grid edit-narrow' }, [
        input(['batch', 'size'], 'Records in a request', { ...number, placeholder: '1', hint: 'At most; as a JSON list.' }),
        input(['batch', 'within'], 'The first waits', { placeholder: '1s', hint: 'For others, at most.' }),
        input(['batch', 'in'], 'List stands in', { hint: 'A key of the body; without it the list is the body.' }),
        input(['batch', 'outcomes', 'at'], 'Results in the answer', { placeholder: '$.results' }),
        input(['batch', 'outcomes', 'success'], 'A record was taken if', { placeholder: '$[?(@.ok == true)]' }),
        input(['batch', 'outcomes', 'error'], 'Else why not', { placeholder: '$.message' }),
    ]),
];

const parsed = (draft, keys, more) =>
    h(Parsed, { value: at(draft, keys), errors: errors(draft, keys), onUpdate: (value) => put(draft, keys, value), ...more });

/** Scripts by their paths, a line each; steps that are no scripts are Camel's, and stay as they are. */
function hooks(draft, key, label, shape) {
    const all = [at(draft, [key]) ?? []].flat();
    const own = all.every((one) => typeof one?.script === 'string' && Object.keys(one).length === 1);
    if (!own) return h('p', { class: 'tg-quiet-text' }, `${label}: ${all.length} steps, some of them Camel’s. They are changed in YAML.`);
    const hint = `Scripts of the routes folder, a path a line: ${shape}.`;
    return parsed(draft, [key], { label, hint, lines: 2, mono: true, placeholder: 'hooks/normalise-phone.js', ...scripts });
}

const tests = (all) =>
    all?.length
        ? h('p', { class: 'tg-quiet-text' }, `${all.length} ${all.length === 1 ? 'test is' : 'tests are'} kept with it; they stand in its YAML.`)
        : null;
