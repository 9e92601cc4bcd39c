// Failed queries: deliveries that ended without success. Many at once by the filters.
import { h, ref } from '../lib/vue.js';
import { link, setQuery } from '../router.js';
import { Page, Card, DataTable, Filters, Status, Text, Time, Button } from '../ui/kit.js';
import { useSteadyList, Newer, NothingYet, moveRows } from './life/rows.js';
import { isOperator, useConnectors } from './life/words.js';
import { fields, listed } from './failed/filter.js';
import { Bulk } from './failed/bulk.js';

const COLUMNS = [
    { key: 'eventType', title: 'Event', render: (q) => [h(Text, { value: q.eventType, max: 60 }), ' → ', h(Text, { value: q.connector, max: 60 })] },
    { key: 'error', title: 'Reason', class: 'tg-break tg-reason', render: (q) => h(Text, { value: q.error, max: 140 }) },
    { key: 'stage', title: 'Failed at', narrow: true, render: (q) => [h(Text, { value: q.stage, max: 20 }), q.responseStatus ? ` ${q.responseStatus}` : ''] },
    { key: 'subject', title: 'Subject', class: 'tg-break', render: (q) => h(Text, { value: q.subject, max: 32 }) },
    { key: 'state', title: 'State', narrow: true, render: (q) => h(Status, { value: q.state }) },
    { key: 'failedAt', title: 'Failed', narrow: true, render: (q) => h(Time, { value: q.failedAt }) },
];

export default {
    title: 'Failed queries',
    props: ['params', 'query'],
    setup(props) {
        const asking = ref(false);
        const connectors = useConnectors();
        const list = useSteadyList('/api/failed-queries', () => listed(props.query));
        const mayBulk = () => isOperator() && listed(props.query).state === 'open' && list.items.length > 0;
        return () => h(Page, { title: 'Failed queries', subtitle: 'Deliveries that ended without success, kept until they are replayed or discarded.' }, {
            actions: () => (mayBulk() ? h(Button, { icon: 'list', onClick: () => (asking.value = true) }, () => 'Replay or discard these') : null),
            default: () => [
                h(Filters, { fields: fields(props.query, connectors), value: props.query, onChange: setQuery }),
                h(Newer, { list }),
                h('div', { onKeydown: moveRows }, h(Card, { flush: true }, () => h(DataTable, {
                    caption: 'Failed queries', columns: COLUMNS, rows: list.items, href: (q) => link(`/failed/${q.id}`),
                    next: list.next, onMore: list.more, busy: list.busy, loading: list.loading, problem: list.problem,
                }, { empty: () => h(NothingYet, { list, text: Object.keys(props.query).length === 0 ? 'Nothing is open: every delivery came to a good end.' : 'No failed query fits these filters.' }) }))),
                h(Bulk, { open: asking.value, query: props.query, onClose: () => (asking.value = false) }),
            ],
        });
    },
};
