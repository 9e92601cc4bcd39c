// Jobs on many failed queries, and one of them.
import { h, ref } from '../lib/vue.js';
import { get } from '../api.js';
import { useList, useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, DataTable, Status, Button, Facts, Text, Time, Loading, toast, plural } from '../ui/kit.js';
import { inWords } from './failed/filter.js';
import { isOperator } from './life/words.js';
import { JobProgress, cancelJob, isRunning, whileRunning, WAYS } from './jobs/job.js';

const COLUMNS = [
    { key: 'do', title: 'Job', render: (j) => h('span', WAYS[j.do] ?? j.do) },
    { key: 'filter', title: 'Which', render: (j) => h(Text, { value: inWords(j.filter), max: 140 }) },
    { key: 'state', title: 'State', narrow: true, render: (j) => h(Status, { value: j.state }) },
    { key: 'progress', title: 'Progress', render: (j) => h(JobProgress, { job: j }) },
    { key: 'startedBy', title: 'By', render: (j) => h(Text, { value: j.startedBy, max: 40 }) },
    { key: 'startedAt', title: 'Started', narrow: true, render: (j) => h(Time, { value: j.startedAt }) },
];

const All = {
    setup() {
        const list = useList('/api/jobs', () => ({}), { live: true });
        whileRunning(() => list.items.some(isRunning), () => list.reload());
        return () => h(Page, { title: 'Jobs', subtitle: 'Many failed queries replayed or discarded at once. A job goes on after a restart.' }, () =>
            h(Card, { flush: true }, () => h(DataTable, {
                caption: 'Jobs', columns: COLUMNS, rows: list.items, href: (j) => link(`/jobs/${j.id}`),
                next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem,
            }, { empty: () => h('p', ['There was no job yet. One begins from the filters of ', h('a', { href: '#/failed' }, 'failed queries'), '.']) })));
    },
};

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

const problems = (job) => h(Card, { title: 'What could not be done' }, () => [
    h('ul', job.problems.map((one) => h('li', { key: one.failedQuery }, [h('a', { href: link(`/failed/${one.failedQuery}`) }, `Failed query ${one.failedQuery}`), ': ', h(Text, { value: one.why, max: 500 })]))),
    job.refused > job.problems.length ? h('p', { class: 'tg-quiet-text' }, `The first ${job.problems.length} of ${job.refused} are shown.`) : null,
]);

const One = {
    props: ['id'],
    setup(props) {
        const busy = ref(false);
        const page = useLoad(() => get(`/api/jobs/${seg(props.id)}`), { watch: () => [props.id] });
        whileRunning(() => page.data && isRunning(page.data), () => page.reload());
        const cancel = async () => {
            busy.value = true;
            try {
                await cancelJob(page.data);
            } catch (problem) {
                toast(problem.detail, { kind: 'bad' });
            }
            busy.value = false;
            page.reload();
        };
        const body = (job) => [
            h(Card, () => [
                h('div', { role: 'status' }, h(JobProgress, { job })),
                h(Facts, { items: [
                    ['Which', h(Text, { value: inWords(job.filter), max: 500 })],
                    ['Done', String(job.done)], ['Refused', String(job.refused)],
                    ['Started', h(Time, { value: job.startedAt })], ['By', h(Text, { value: job.startedBy, max: 80 })],
                    job.finishedAt ? ['Finished', h(Time, { value: job.finishedAt })] : null,
                ] }),
            ]),
            job.reason ? h('p', h(Text, { value: sentence(job.reason), max: 500 })) : null,
            (job.problems ?? []).length > 0 ? problems(job) : null,
            h('p', h('a', { href: link('/failed', job.filter?.connector ? { connector: job.filter.connector } : {}) }, 'Back to the failed queries')),
        ];
        return () => h(Page, {
            title: page.data ? `${WAYS[page.data.do] ?? page.data.do}: ${plural(page.data.total ?? 0, 'failed query', 'failed queries')}` : `Job ${props.id}`,
            crumbs: [{ text: 'Jobs', href: '#/jobs' }, { text: `Job ${props.id}`.slice(0, 80) }],
        }, {
            badge: () => (page.data ? h(Status, { value: page.data.state }) : null),
            actions: () => (page.data && isRunning(page.data) && isOperator() ? h(Button, { kind: 'danger', icon: 'cross', busy: busy.value, onClick: cancel }, () => 'Cancel the job') : null),
            default: () => h(Loading, { page }, () => body(page.data)),
        });
    },
};

export default {
    title: 'Jobs',
    props: ['params', 'query'],
    setup: (props) => () => (props.params.id ? h(One, { key: props.params.id, id: props.params.id }) : h(All)),
};
