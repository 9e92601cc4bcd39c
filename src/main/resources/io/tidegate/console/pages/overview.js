// What happens now, and what needs somebody first.
import { h } from '../lib/vue.js';
import { get } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, DataTable, Loading, Status, Sparkbars, Text, Time, number, percent } from '../ui/kit.js';
import { Attention } from './overview/attention.js';
import { Figures } from './overview/figures.js';

const HEALTH = { ok: 'all is well', degraded: 'needs attention', down: 'is not moving' };

const columns = [
    { key: 'id', title: 'Connector', render: (one) => h(Text, { value: one.id, max: 80 }) },
    { key: 'hour', title: 'Last hour', render: (one) => h(Sparkbars, { bars: one.minutes, label: 'Ended in the last hour' }) },
    { key: 'day', title: 'Last day', render: (one) => h(Sparkbars, { bars: one.hours, label: 'Ended in the last day' }) },
    { key: 'delivered', title: 'Delivered', number: true, render: (one) => number(one.day.delivered) },
    { key: 'failed', title: 'Failed', number: true, render: (one) => number(one.day.failed) },
    { key: 'rate', title: 'Success', number: true, render: (one) => percent(one.successRate) },
    { key: 'open', title: 'Open queries', number: true, render: (one) => (one.openFailedQueries ? h('a', { href: link('/failed', { connector: one.id, state: 'open' }) }, number(one.openFailedQueries)) : '0') },
    { key: 'last', title: 'Last delivery', narrow: true, render: (one) => h(Time, { value: one.lastDeliveryAt }) },
];

// Those with open failed queries first, then the busiest.
const weight = (one) => one.openFailedQueries * 1e9 + one.day.failed * 1e6 + one.day.delivered;

async function load() {
    const [overview, stats] = await Promise.all([get('/api/overview'), get('/api/stats/connectors')]);
    return { overview, stats: stats.items.sort((a, b) => weight(b) - weight(a)) };
}

export default {
    title: 'Overview',
    props: ['params', 'query'],
    setup() {
        const page = useLoad(load, { live: true });
        return () => {
            const health = page.data?.overview.health;
            return h(Page, { title: 'Overview' }, {
                badge: () => (health ? h(Status, { value: health, text: HEALTH[health] }) : null),
                default: () => h(Loading, { page }, () => [
                    h(Attention, { items: page.data.overview.attention }),
                    h(Figures, { overview: page.data.overview }),
                    h(Card, { title: 'Connectors', flush: true }, () => h(DataTable, {
                        caption: 'Connectors with what became of their deliveries', columns, rows: page.data.stats.slice(0, 100), href: (one) => link(`/connectors/${seg(one.id)}`),
                    }, { empty: () => h('p', ['There is no connector yet. ', h('a', { href: '#/connectors/new' }, 'Set up the first one')]) })),
                ]),
            });
        };
    },
};
