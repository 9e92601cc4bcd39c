// Every delivery, newest first; the filters stand in the address.
import { h } from '../lib/vue.js';
import { link, setQuery } from '../router.js';
import { Page, Card, DataTable, Filters, Status, Text, Time } from '../ui/kit.js';
import { useSteadyList, Newer, NothingYet, moveRows } from './life/rows.js';
import { any, heldWord, useConnectors, STATUSES } from './life/words.js';

const COLUMNS = [
    { key: 'type', title: 'Event', render: (d) => [h(Text, { value: d.type, max: 60 }), ' → ', h(Text, { value: d.connector, max: 60 })] },
    { key: 'status', title: 'Status', render: (d) => [
        h(Status, { value: d.status }),
        d.held ? [' ', h(Status, { value: 'held', title: heldWord(d.held) })] : null,
        d.after === 'failed' ? [' ', h(Status, { value: 'failed', text: 'after hook' })] : null,
    ] },
    { key: 'reason', title: 'Reason', class: 'tg-break tg-reason', render: (d) => h(Text, { value: d.reason, max: 90 }) },
    { key: 'subject', title: 'Subject', class: 'tg-break', render: (d) => h(Text, { value: d.subject, max: 32 }) },
    { key: 'attempts', title: 'Attempts', number: true, render: (d) => String(d.attempts) },
    { key: 'createdAt', title: 'Created', narrow: true, render: (d) => h(Time, { value: d.createdAt }) },
];

const WANTED = ['connector', 'status', 'type', 'subject', 'from', 'to', 'text', 'event', 'source'];

export default {
    title: 'Deliveries',
    props: ['params', 'query'],
    setup(props) {
        const connectors = useConnectors();
        const list = useSteadyList('/api/deliveries', () => Object.fromEntries(WANTED.map((name) => [name, props.query[name]])));
        const fields = () => [
            { name: 'connector', label: 'Connector', type: 'select', options: connectors(props.query.connector) },
            { name: 'status', label: 'Status', type: 'select', options: any(STATUSES) },
            { name: 'type', label: 'Trigger', placeholder: 'Register' },
            { name: 'subject', label: 'Subject' },
            { name: 'from', label: 'From', type: 'time' },
            { name: 'to', label: 'To', type: 'time' },
            { name: 'text', label: 'Text', type: 'search', placeholder: 'ids, reasons …' },
            // only where a link brought them: what filters is always seen
            ...['event', 'source'].filter((name) => props.query[name]).map((name) => ({ name, label: `The event’s ${name === 'event' ? 'id' : name}` })),
        ];
        return () => h(Page, { title: 'Deliveries', subtitle: 'One event to one connector each, the newest first.' }, () => [
            h(Filters, { fields: fields(), value: props.query, onChange: setQuery }),
            h(Newer, { list }),
            h('div', { onKeydown: moveRows }, h(Card, { flush: true }, () => h(DataTable, {
                caption: 'Deliveries', columns: COLUMNS, rows: list.items, href: (d) => link(`/deliveries/${d.id}`),
                next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem,
            }, { empty: () => h(NothingYet, { list, text: 'No delivery fits these filters.' }) }))),
        ]);
    },
};
