// One event: its data, its deliveries, and the trace it belongs to.
import { h } from '../lib/vue.js';
import { get } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, DataTable, Facts, Payload, Status, Text, Time, Loading } from '../ui/kit.js';
import { Trace } from './life/trace.js';

const COLUMNS = [
    { key: 'connector', title: 'Connector', render: (d) => h(Text, { value: d.connector, max: 80 }) },
    { key: 'status', title: 'Status', render: (d) => h(Status, { value: d.status }) },
    { key: 'reason', title: 'Reason', render: (d) => h(Text, { value: d.reason, max: 120 }) },
    { key: 'attempts', title: 'Attempts', number: true, render: (d) => String(d.attempts) },
    { key: 'finishedAt', title: 'Finished', narrow: true, render: (d) => h(Time, { value: d.finishedAt }) },
];

const facts = (e) => h(Facts, { items: [
    ['Id', h(Text, { value: e.id, max: 200, mono: true })],
    ['Source', h(Text, { value: e.source, max: 200 })],
    ['Subject', e.subject ? h('a', { href: link('/deliveries', { subject: e.subject }) }, h(Text, { value: e.subject, max: 80 })) : null],
    ['Time', h(Time, { value: e.time })],
    ['Accepted', h(Time, { value: e.acceptedAt })],
    e.origin ? ['Change of', h(Text, { value: e.origin, max: 80 })] : null,
    e.traceId ? ['Trace id', h(Text, { value: e.traceId, max: 80 })] : null,
    e.cause ? ['Made by', h('a', { href: link(`/deliveries/${e.cause}`) }, `delivery ${e.cause}`)] : null,
    ['Content type', h(Text, { value: e.datacontenttype, max: 80 })],
] });

export default {
    title: 'Event',
    props: ['params', 'query'],
    setup(props) {
        const load = async () => {
            const path = `/api/events/${seg(props.params.id)}`;
            const source = { source: props.query.source };
            const [event, trace] = await Promise.all([get(path, source), get(`${path}/trace`, source)]);
            return { event, trace };
        };
        const page = useLoad(load, { live: true, watch: () => [props.params.id, props.query.source] });
        return () => h(Page, {
            title: page.data ? `Event ${page.data.event.type}` : `Event ${props.params.id}`,
            crumbs: [{ text: 'Deliveries', href: '#/deliveries' }, { text: `Event ${props.params.id}`.slice(0, 80) }],
        }, () => h(Loading, { page }, ({ event, trace }) => [
            h(Card, () => facts(event)),
            h(Card, { title: 'Deliveries', flush: true }, () => h(DataTable, {
                caption: 'Deliveries of this event', columns: COLUMNS, rows: event.deliveries, href: (d) => link(`/deliveries/${d.id}`),
                empty: 'No connector listened to its type when it was accepted.',
            })),
            h(Card, { title: 'Trace' }, () => [h('p', { class: 'tg-quiet-text' }, 'What it came of, and what came of it.'), h(Trace, { trace })]),
            h(Card, { title: 'Data' }, () => h(Payload, { value: 'data_base64' in event ? event.data_base64 : event.data, label: 'Data of the event' })),
            Object.keys(event.extensions ?? {}).length > 0 ? h(Card, { title: 'Extensions' }, () => h(Payload, { value: event.extensions, label: 'Extensions of the event' })) : null,
        ]));
    },
};
