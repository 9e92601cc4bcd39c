// All accounts through one connector: what runs, what ran, and a new one.
import { h, reactive, watch } from '../lib/vue.js';
import { get, post, del } from '../api.js';
import { useList, useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, DataTable, Button, Dialog, Status, Text, Time, number, plural, sure } from '../ui/kit.js';
import { useForm, needed, carryOut, Sheet } from './admin/form.js';
import { isOperator } from './life/words.js';
import { isRunning, whileRunning } from './jobs/job.js';

const progress = (job) => h('div', { class: 'tg-progress-of' }, [
    h('progress', { class: 'tg-progress', max: Math.max(job.total, job.done, 1), value: job.done, 'aria-label': `Progress of the backfill of ${job.connector}` }),
    h('span', [job.total === 0 ? `${number(job.done)} accounts` : `${number(job.done)} of ${number(job.total)} accounts`, job.leftOut ? `, ${plural(job.leftOut, 'left out', 'left out')}` : '']),
    job.reason ? h('p', { class: 'tg-quiet-text' }, h(Text, { value: job.reason, max: 300 })) : null,
]);

const asked = ({ from, rate }, dryRun) => ({ from: from || undefined, rate: rate || undefined, dryRun: dryRun || undefined });

const tried = (run) => h('div', { role: 'status' }, [
    h('p', `Of the first ${plural(run.looked, 'account', 'accounts')}${run.total > run.looked ? ` of ${number(run.total)}` : ''}, ${number(run.sent)} would be sent. Nothing was.`),
    run.skipped.length + run.failed.length > 0 ? h('ul', [
        ...run.skipped.map((one) => h('li', { key: one.rule }, [`${number(one.count)} skipped by `, h(Text, { value: one.rule, max: 200, mono: true })])),
        ...run.failed.map((one) => h('li', { key: one.reason }, [`${number(one.count)} would fail: `, h(Text, { value: one.reason, max: 300 }), ' (such as ', h(Text, { value: one.example, max: 80 }), ')'])),
    ]) : null,
    run.withoutUid ? h('p', `${plural(run.withoutUid, 'has', 'have')} no Uid and would be left out.`) : null,
]);

export default {
    title: 'Backfills',
    props: ['params', 'query'],
    setup() {
        const list = useList('/api/backfills');
        whileRunning(() => list.items.some(isRunning), () => list.reload());
        const connectors = useLoad(() => get('/api/connectors'));
        const state = reactive({ open: false, run: null, trying: false, changed: false });
        const form = useForm({ connector: '', from: '', rate: '' }, needed({ connector: 'A connector' }));
        let question = 0; // an answer is of one question; what was asked before the form changed is not shown
        const forget = (changed) => {
            question += 1;
            Object.assign(state, { run: null, trying: false, changed });
        };
        watch(form.values, () => forget(state.changed || state.run !== null || state.trying), { flush: 'sync' });
        const close = () => {
            form.clear();
            forget(false);
            state.open = false;
        };
        const send = (values, dryRun) => post(`/api/connectors/${seg(values.connector)}/backfill`, asked(values, dryRun));
        const begin = form.submit(async (values) => {
            await send(values, false);
            close();
            list.reload();
        });
        const look = form.submit(async (values) => {
            forget(false);
            state.trying = true;
            const mine = question;
            const isAsked = () => mine === question;
            try {
                const run = await send(values, true);
                Object.assign(state, isAsked() ? { run } : {});
            } catch (problem) {
                if (isAsked()) {
                    throw problem;
                }
            } finally {
                Object.assign(state, isAsked() ? { trying: false } : {});
            }
        });
        const cancel = async (job) => {
            const yes = await sure({ title: `Stop the backfill of ${job.connector}?`, text: 'What it has accepted is delivered. It is not gone on with: a new one begins at the first account.', action: 'Stop it', danger: true });
            if (yes && await carryOut(() => del(`/api/backfills/${seg(job.id)}`), 'The backfill is stopped')) {
                list.reload();
            }
        };
        const columns = [
            { key: 'connector', title: 'Connector', render: (j) => h('a', { href: link(`/connectors/${seg(j.connector)}`) }, h(Text, { value: j.connector, max: 80 })) },
            { key: 'state', title: 'State', narrow: true, render: (j) => h(Status, { value: j.state }) },
            { key: 'progress', title: 'Progress', render: progress },
            { key: 'from', title: 'Changed since', narrow: true, render: (j) => j.from ?? 'any time' },
            { key: 'rate', title: 'Rate', narrow: true },
            { key: 'startedBy', title: 'Started', render: (j) => [h(Time, { value: j.startedAt }), ' by ', h(Text, { value: j.startedBy, max: 60 })] },
            { key: 'do', title: 'Change', render: (j) => (isRunning(j) && isOperator() ? h(Button, { small: true, icon: 'cross', label: `Stop the backfill of ${j.connector}`, onClick: () => cancel(j) }, () => 'Stop') : '') },
        ];
        const choices = () => [{ value: '', text: 'Choose one' }, ...(connectors.data?.items ?? []).filter((c) => c.kind !== 'inflow').map((c) => ({ value: c.id, text: c.id }))];
        const ask = () => h(Sheet, { form, action: 'Start it', onSubmit: begin, onClose: close }, () => [
            h(form.Input, { name: 'connector', label: 'Connector', type: 'select', options: choices(), required: true }),
            h(form.Input, { name: 'from', label: 'Changed on or after', type: 'date', hint: 'Empty: all accounts.' }),
            h(form.Input, { name: 'rate', label: 'Rate', hint: 'Accounts in a time: 50/s if it is empty; or 600/m, 1000/h.', autocomplete: 'off' }),
            h('p', h(Button, { icon: 'search', busy: state.trying, onClick: look }, () => 'Try it first')),
            state.run ? tried(state.run) : null,
            state.changed ? h('p', { role: 'status' }, 'Changed since it was tried: try it again.') : null,
        ]);
        return () => h(Page, { title: 'Backfills', subtitle: 'All accounts of the identity provider through one connector, behind its live events. A backfill goes on after a restart.' }, {
            actions: () => (isOperator() ? h(Button, { kind: 'primary', icon: 'plus', onClick: () => (state.open = true) }, () => 'Start a backfill') : null),
            default: () => [
                h(Card, { flush: true }, () => h(DataTable, { caption: 'Backfills', columns, rows: list.items, loading: list.loading, problem: list.problem, empty: 'There was no backfill yet.' })),
                h(Dialog, { open: state.open, title: 'Start a backfill', onClose: close }, ask),
            ],
        });
    },
};
