// Bulk {open, query}, on close: many failed queries at once, those that the list's filters show: how, how many, and only then the job.
import { h, reactive, watch } from '../../lib/vue.js';
import { post } from '../../api.js';
import { go } from '../../router.js';
import { Button, Dialog, ErrorBox, Facts, Field, Text, Time, number, plural, toast } from '../../ui/kit.js';
import { inWords, ofJob } from './filter.js';

const WAYS = [
    { value: 'replay', text: 'Replay each as it was', hint: 'The same request is sent again, with fresh retries.' },
    { value: 'replay-from-event', text: 'Replay each from its event', hint: 'Today’s connector makes its request anew.' },
    { value: 'discard', text: 'Discard all of them', hint: 'None of them is tried again, and none can be replayed any more.' },
];

const connectors = (counts) => Object.entries(counts ?? {}).sort((a, b) => b[1] - a[1]).slice(0, 10);

export const Bulk = {
    props: ['open', 'query'],
    emits: ['close'],
    setup(props, { emit }) {
        const state = reactive({ way: 'replay', preview: null, problem: null, busy: false });
        watch(() => props.open, (open) => open && Object.assign(state, { way: 'replay', preview: null, problem: null }));
        const ask = async (preview) => {
            state.busy = true;
            try {
                const answer = await post('/api/failed-queries/bulk', { filter: ofJob(props.query), do: state.way, ...(preview ? { preview: true } : {}) });
                state.problem = null;
                return answer;
            } catch (problem) {
                state.problem = problem;
                return null;
            } finally {
                state.busy = false;
            }
        };
        const count = async () => (state.preview = await ask(true));
        const start = async () => {
            const job = await ask(false);
            if (job) {
                emit('close');
                toast('The job has begun');
                go(`/jobs/${job.id}`);
            }
        };
        const choose = () => [
            h('p', ['Of the failed queries that the filters show: ', h(Text, { value: inWords(ofJob(props.query)), max: 500 }), '.']),
            h('fieldset', { class: 'tg-ways' }, [h('legend', { class: 'form-label' }, 'What to do with them'), WAYS.map((way) => h('label', { class: 'tg-way', key: way.value }, [
                h('input', { type: 'radio', name: 'way', class: 'form-check-input', value: way.value, checked: state.way === way.value, onChange: () => (state.way = way.value) }),
                h('span', [h('strong', way.text), h('small', way.hint)]),
            ]))]),
        ];
        const confirm = () => [
            h('p', { class: 'tg-big', role: 'status' }, plural(state.preview.count, 'open failed query', 'open failed queries')),
            state.preview.count === 0 ? h('p', 'Nothing open fits these filters.') : [
                h('p', WAYS.find((way) => way.value === state.way).hint),
                h(Facts, { items: [
                    ['The oldest failed', h(Time, { value: state.preview.oldest, exact: true })], ['The newest failed', h(Time, { value: state.preview.newest, exact: true })],
                    ...connectors(state.preview.connectors).map(([id, n]) => [id.slice(0, 80), number(n)]),
                ] }),
            ],
        ];
        const word = () => `${state.way === 'discard' ? 'Discard' : 'Replay'} ${number(state.preview.count)}`;
        return () => h(Dialog, { open: props.open, title: 'Many at once', onClose: () => emit('close') }, {
            default: () => [h(ErrorBox, { problem: state.problem }), state.preview === null ? choose() : confirm()],
            actions: () => (state.preview === null
                ? [h(Button, { onClick: () => emit('close') }, () => 'Cancel'), h(Button, { kind: 'primary', busy: state.busy, onClick: count }, () => 'Count them first')]
                : [h(Button, { onClick: () => (state.preview = null) }, () => 'Back'),
                    state.preview.count === 0 ? null : h(Button, { kind: state.way === 'discard' ? 'danger' : 'primary', busy: state.busy, onClick: start }, word)]),
        });
    },
};
