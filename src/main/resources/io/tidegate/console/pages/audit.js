// Who changed what, with the thing as it was before and after.
import { h, shallowRef } from '../lib/vue.js';
import { useList } from '../load.js';
import { setQuery } from '../router.js';
import { Page, Card, DataTable, Filters, Button, Dialog, Facts, Payload, Text, Time } from '../ui/kit.js';

const FIELDS = [
    { name: 'who', label: 'Who', placeholder: 'ann' },
    { name: 'action', label: 'Action', placeholder: 'connector.activate' },
    { name: 'target', label: 'What', placeholder: 'crm-contacts' },
    { name: 'from', label: 'From', type: 'time' },
    { name: 'to', label: 'To', type: 'time' },
];
const NAMES = FIELDS.map((f) => f.name);
const isRefused = (e) => e.after !== null && typeof e.after === 'object' && 'refused' in e.after;

const change = (entry) => [
    h(Facts, { items: [['When', h(Time, { value: entry.at, exact: true })], ['Who', h(Text, { value: entry.who })], ['What', h(Text, { value: entry.target })], ['From', h(Text, { value: entry.from, mono: true })]] }),
    h('div', { class: 'tg-sides' }, [
        h('div', [h('h3', 'Before'), entry.before === null ? h('p', { class: 'tg-none' }, 'nothing was there') : h(Payload, { value: entry.before, label: 'Before' })]),
        h('div', [h('h3', isRefused(entry) ? 'It was refused' : 'After'), entry.after === null ? h('p', { class: 'tg-none' }, 'nothing is there') : h(Payload, { value: entry.after, label: 'After' })]),
    ]),
];

export default {
    title: 'Audit log',
    props: ['params', 'query'],
    setup(props) {
        const list = useList('/api/audit', () => Object.fromEntries(NAMES.map((name) => [name, props.query[name]])));
        const shown = shallowRef(null);
        const columns = [
            { key: 'at', title: 'When', narrow: true, render: (e) => h(Time, { value: e.at, exact: true }) },
            { key: 'who', title: 'Who', render: (e) => h(Text, { value: e.who, max: 60 }) },
            { key: 'action', title: 'Action', render: (e) => [h(Text, { value: e.action, max: 60, mono: true }), isRefused(e) ? ' (refused)' : null] },
            { key: 'target', title: 'What', render: (e) => h(Text, { value: e.target, max: 80 }) },
            { key: 'from', title: 'Address', render: (e) => h(Text, { value: e.from, max: 60, mono: true }) },
            { key: 'do', title: 'Change', render: (e) => (e.before === null && e.after === null ? '' : h(Button, { small: true, icon: 'swap', label: `What ${e.action} changed`, onClick: () => (shown.value = e) }, () => 'Show')) },
        ];
        return () => h(Page, { title: 'Audit log', subtitle: 'Every change that was made, or refused, by whom and from where. It cannot be altered here.' }, () => [
            h(Filters, { fields: FIELDS, value: props.query, onChange: setQuery }),
            h(Card, { flush: true }, () => h(DataTable, {
                caption: 'Changes', columns, rows: list.items, next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem,
                empty: NAMES.some((name) => props.query[name]) ? 'No change fits these filters.' : 'Nothing was changed yet.',
            })),
            h(Dialog, { open: shown.value !== null, title: shown.value?.action, wide: true, onClose: () => (shown.value = null) }, () => change(shown.value)),
        ]);
    },
};
