// Deliveries {id}: the newest of one connector.
import { h } from '../../lib/vue.js';
import { useList } from '../../load.js';
import { link } from '../../router.js';
import { Button, Card, DataTable, Status, Text, Time, number } from '../../ui/kit.js';

const COLUMNS = [
    { key: 'type', title: 'Event', render: (d) => h(Text, { value: d.type, max: 60 }) },
    { key: 'status', title: 'Status', render: (d) => [h(Status, { value: d.status }), d.held ? [' ', h(Status, { value: 'held' })] : null] },
    { key: 'reason', title: 'Reason', render: (d) => h(Text, { value: d.reason, max: 90 }) },
    { key: 'subject', title: 'Subject', render: (d) => h(Text, { value: d.subject, max: 40 }) },
    { key: 'attempts', title: 'Attempts', number: true, render: (d) => number(d.attempts) },
    { key: 'createdAt', title: 'Created', narrow: true, render: (d) => h(Time, { value: d.createdAt }) },
];

export const Deliveries = {
    props: ['id'],
    setup(props) {
        const mine = (change) => change.connectors?.includes(props.id);
        const list = useList('/api/deliveries', () => ({ connector: props.id, limit: 25 }), { live: mine });
        return () => h(Card, { title: 'Deliveries', flush: true }, {
            default: () => h(DataTable, {
                caption: `Deliveries of ${props.id}, the newest first`, columns: COLUMNS, rows: list.items, href: (d) => link(`/deliveries/${d.id}`),
                next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem, empty: 'No event has reached this connector yet.',
            }),
            actions: () => [
                h(Button, { small: true, href: link('/failed', { connector: props.id }) }, () => 'Failed queries'),
                h(Button, { small: true, icon: 'filter', href: link('/deliveries', { connector: props.id }) }, () => 'Filter'),
            ],
        });
    },
};
