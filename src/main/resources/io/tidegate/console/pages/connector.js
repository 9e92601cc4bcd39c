// One connector: the picture of its way, how it fares, and its deliveries, configuration and versions.
import { h } from '../lib/vue.js';
import { get } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { can } from '../session.js';
import { Page, Card, Button, Facts, Icon, Loading, Sparkbars, Status, Tabs, Text, Time, number, percent } from '../ui/kit.js';
import { Configuration } from './connector/configuration.js';
import { Deliveries } from './connector/deliveries.js';
import { Switch } from './connector/switch.js';
import { Way } from './connector/way.js';
import { Versions } from './versions.js';

const TABS = [['deliveries', 'Deliveries', Deliveries], ['configuration', 'Configuration', Configuration], ['versions', 'Versions', Versions]];

const CRUMBS = [{ text: 'Connectors', href: '#/connectors' }];

// One whose file is broken or gone may have none; the rest is shown.
function noWay(problem) {
    if (problem.status !== 404) {
        throw problem;
    }
    return null;
}

async function load(id) {
    const path = `/api/connectors/${seg(id)}`;
    const [connector, stats, way] = await Promise.all([get(path), get(`${path}/stats`), get(`${path}/way`).catch(noWay)]);
    return { connector, stats, way };
}

function switched(one) {
    return one.changedAt ? [one.active ? 'activated ' : 'deactivated ', h(Time, { value: one.changedAt }), ' by ', h(Text, { value: one.changedBy, max: 60 })] : null;
}

const facts = ({ connector, stats }) => [
    ['Delivered in the last day', number(stats.day.delivered)],
    ['Failed', number(stats.day.failed)],
    ['Success', percent(stats.successRate)],
    ['Failed queries open', stats.openFailedQueries ? h('a', { href: link('/failed', { connector: connector.id, state: 'open' }) }, number(stats.openFailedQueries)) : '0'],
    ['Unfinished', number(stats.unfinished)],
    pace(connector),
    breaker(connector),
    ['Last delivery', h(Time, { value: stats.lastDeliveryAt })],
    ['Last day', h(Sparkbars, { bars: stats.hours, label: 'Ended in the last day' })],
    connector.changedAt ? ['Last switched', switched(connector)] : null,
];

function pace({ pace: one }) {
    if (!one) return null;
    const now = [`${one.window} at once`];
    if (one.perSecond !== null) now.push(`${number(one.perSecond)} a second${one.slowed ? ', slowed by its third party' : ''}`);
    return ['Pace', one.parkedUntil ? ['parked until ', h(Time, { value: one.parkedUntil })] : now.join(', ')];
}

const breaker = ({ pace: one }) => (one && one.breaker !== 'off' ? ['Breaker', one.breaker] : null);

const trouble = (connector) => (connector.error ? h('div', { class: 'tg-note tg-note-wait', role: 'status' }, [h(Icon, { name: 'alert' }), h('span', h(Text, { value: connector.error, max: 1000 }))]) : null);

export default {
    title: 'Connector',
    props: ['params', 'query'],
    setup(props) {
        const id = props.params.id;
        const page = useLoad(() => load(id), { live: (change) => change.configuration !== undefined || change.connectors?.includes(id) });
        const current = () => TABS.find(([name]) => name === props.params.tab) ?? TABS[0];
        const tabs = () => TABS.map(([name, text]) => ({ text, href: link(`/connectors/${seg(id)}/${name}`), current: current()[0] === name }));
        return () => {
            const connector = page.data?.connector;
            return h(Page, { title: connector?.title ?? id, crumbs: CRUMBS, subtitle: connector?.title ? id : undefined }, {
                badge: () => (connector ? h(Status, { value: connector.state }) : null),
                actions: () => (connector ? [
                    can('operator') ? h(Button, { icon: 'edit', href: link(`/connectors/${seg(id)}/edit`) }, () => (can('author') ? 'Edit or try' : 'Try')) : null,
                    h(Switch, { connector, done: page.reload }),
                ] : null),
                default: () => h(Loading, { page }, () => [
                    trouble(connector),
                    page.data.way === null ? null : h(Card, { title: 'Its way' }, () => h(Way, { stages: page.data.way.stages, steps: page.data.stats.steps ?? {}, inactive: !connector.active })),
                    h(Card, null, () => h(Facts, { items: facts(page.data) })),
                    h(Tabs, { label: 'Parts of this connector', items: tabs() }),
                    h(current()[2], { id, key: current()[0] }),
                ]),
            });
        };
    },
};
