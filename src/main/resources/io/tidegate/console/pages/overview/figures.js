// Figures {overview}: the few numbers of the last hour and day, each a way to what it counts, and the hour minute by minute.
import { h } from '../../lib/vue.js';
import { link, seg } from '../../router.js';
import { Card, Sparkbars, Text, Time, number } from '../../ui/kit.js';

const figure = (word, value, more, href) =>
    h('div', { class: 'tg-figure', key: word }, [
        h('dt', word),
        h('dd', [h('span', { class: 'tg-figure-value' }, href ? h('a', { href, class: 'tg-plain' }, value) : value), h('span', { class: 'tg-figure-more' }, more)]),
    ]);

const key = (kind, word) => h('span', { class: 'tg-key' }, [h('span', { class: ['tg-key-dot', `tg-key-${kind}`], 'aria-hidden': 'true' }), word]);

const HELD = { inactive: 'its connector is inactive', broken: 'its file has mistakes', missing: 'its file is gone' };

function oldest(one) {
    if (one === null) {
        return figure('Oldest undelivered', 'none', 'nothing waits');
    }
    const why = one.held ? ['held: ', HELD[one.held] ?? String(one.held)] : [h(Text, { value: one.connector, max: 40 })];
    return figure('Oldest undelivered', h(Time, { value: one.createdAt }), why, link(`/deliveries/${seg(one.delivery)}`));
}

const all = (bar) => (typeof bar === 'number' ? bar : bar.delivered + bar.skipped + bar.failed);

const chart = (bars, label) => [
    h(Sparkbars, { bars, label, wide: true, height: 96 }),
    h('div', { class: 'tg-chart-foot' }, [h('span', 'an hour ago'), h('span', `at most ${number(Math.max(0, ...bars.map(all)))} in a minute`), h('span', 'now')]),
];

export const Figures = (props) => {
    const { events, deliveries, failedQueries, oldestUndelivered } = props.overview;
    const { pending, waiting, held } = deliveries.unfinished;
    const last = (kind) => `${number(deliveries.hour[kind])} in the last hour`;
    return [
        h('dl', { class: 'tg-figures' }, [
            figure('Events in, last day', number(events.day), `${number(events.hour)} in the last hour`),
            figure('Delivered', number(deliveries.day.delivered), last('delivered'), link('/deliveries', { status: 'delivered' })),
            figure('Skipped', number(deliveries.day.skipped), last('skipped'), link('/deliveries', { status: 'skipped' })),
            figure('Failed', number(deliveries.day.failed), last('failed'), link('/deliveries', { status: 'failed' })),
            figure('Failed queries, open', number(failedQueries.open), 'wait for a replay', link('/failed', { state: 'open' })),
            figure('Under way', number(pending + waiting + held), `${number(waiting)} wait, ${number(held)} held`, link('/deliveries', { status: 'waiting' })),
            oldest(oldestUndelivered),
        ]),
        h('div', { class: 'tg-grid' }, [
            h(Card, { title: 'Events in, minute by minute' }, () => chart(events.minutes, 'Events in the last hour')),
            h(Card, { title: 'Deliveries that ended' }, {
                default: () => chart(deliveries.minutes, 'Deliveries that ended in the last hour'),
                actions: () => [key('delivered', 'delivered'), key('skipped', 'skipped'), key('failed', 'failed')],
            }),
        ]),
    ];
};
Figures.props = ['overview'];
