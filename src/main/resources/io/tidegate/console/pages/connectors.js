// Every connector, active and inactive: how it is, how it fares, on and off.
import { h, ref } from '../lib/vue.js';
import { get } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg, setQuery } from '../router.js';
import { can } from '../session.js';
import { Page, Card, DataTable, Loading, Status, Tabs, Button, Field, Sparkbars, Text, Time, number, percent } from '../ui/kit.js';
import { Switch } from './connector/switch.js';

async function load() {
    const [list, stats] = await Promise.all([get('/api/connectors'), get('/api/stats/connectors')]);
    const byId = new Map(stats.items.map((one) => [one.id, one]));
    return list.items.map((one) => ({ ...one, stats: byId.get(one.id) ?? null })).sort((a, b) => a.id.localeCompare(b.id));
}

const words = (one) => [one.id, one.title, one.system, one.kind, one.to, ...(one.on ?? [])].filter(Boolean).join(' ').toLowerCase();

const columns = (reload) => [
    { key: 'id', title: 'Connector', render: (one) => [
        h('span', { class: 'tg-two' }, [h(Text, { value: one.title ?? one.id, max: 80 }), h('small', one.title ? h(Text, { value: one.id, max: 80 }) : one.kind)]),
    ] },
    { key: 'state', title: 'State', render: (one) => h(Status, { value: one.state, title: one.error ?? undefined }) },
    { key: 'on', title: 'Triggers', render: (one) => h(Text, { value: one.on?.length ? one.on.join(', ') : one.kind === 'inflow' ? 'posts' : '', max: 60 }) },
    { key: 'hour', title: 'Last day', render: (one) => h(Sparkbars, { bars: one.stats?.hours ?? [], label: 'Ended in the last day' }) },
    { key: 'rate', title: 'Success', number: true, render: (one) => percent(one.stats?.successRate) },
    { key: 'open', title: 'Failed, open', number: true, render: (one) => (one.stats?.openFailedQueries ? h('a', { href: link('/failed', { connector: one.id, state: 'open' }) }, number(one.stats.openFailedQueries)) : '0') },
    { key: 'last', title: 'Last delivery', narrow: true, render: (one) => h(Time, { value: one.stats?.lastDeliveryAt }) },
    { key: 'switch', title: 'Switch', narrow: true, hidden: !can('operator'), render: (one) => h(Switch, { connector: one, small: true, done: reload }) },
];

export default {
    title: 'Connectors',
    props: ['params', 'query'],
    setup(props) {
        const page = useLoad(load, { live: true });
        const text = ref(props.query.text ?? '');
        const active = () => props.query.show !== 'inactive';
        const found = (isActive) => (page.data ?? []).filter((one) => one.active === isActive && words(one).includes(text.value.trim().toLowerCase()));
        const tab = (name, isActive) => ({ text: name, href: link('/connectors', { show: isActive ? '' : 'inactive', text: text.value }), current: active() === isActive, count: found(isActive).length });
        const search = (value) => {
            text.value = value;
        };
        return () => h(Page, { title: 'Connectors' }, {
            actions: () => (can('author') ? h(Button, { kind: 'primary', icon: 'plus', href: '#/connectors/new' }, () => 'New connector') : null),
            default: () => h(Loading, { page }, () => [
                h('div', { class: 'tg-bar' }, [
                    h(Tabs, { label: 'Active or inactive', items: [tab('Active', true), tab('Inactive', false)] }),
                    h('form', { role: 'search', onSubmit: (event) => { event.preventDefault(); setQuery({ ...props.query, text: text.value }); } },
                        h(Field, { label: 'Search connectors', hideLabel: true, type: 'search', placeholder: 'Search: name, system, trigger, target', modelValue: text.value, 'onUpdate:modelValue': search })),
                ]),
                h(Card, { flush: true }, () => h(DataTable, {
                    caption: active() ? 'Active connectors' : 'Inactive connectors', columns: columns(page.reload), rows: found(active()), href: (one) => link(`/connectors/${seg(one.id)}`),
                    empty: text.value ? 'No connector has these words.' : active() ? 'No connector is active.' : 'No connector is inactive.',
                })),
            ]),
        });
    },
};
