// Trace {trace, at}: what an event came of and what came of it, as a tree: event → deliveries → events that they made. at: the delivery one stands at.
//
//   h(Trace, { trace: await get(`/api/events/${seg(id)}/trace`, { source }) })
import { h } from '../../lib/vue.js';
import { link, seg } from '../../router.js';
import { Icon, Status, Text } from '../../ui/kit.js';

const eventLine = (event, current) => h('div', { class: 'tg-trace-line' }, [
    h(Icon, { name: 'bolt', size: 16 }),
    h('a', { href: link(`/events/${seg(event.id)}`, { source: event.source }), 'aria-current': current ? 'page' : undefined }, [h(Text, { value: event.type, max: 80 }), h('span', { class: 'visually-hidden' }, ` event ${String(event.id).slice(0, 80)}`)]),
    h('span', { class: 'tg-quiet-text' }, [h(Text, { value: event.id, max: 60 }), ' of ', h(Text, { value: event.source, max: 80 })]),
]);

const deliveryLine = (delivery, current) => h('div', { class: 'tg-trace-line' }, [
    h(Icon, { name: 'send', size: 16 }),
    h('a', { href: link(`/deliveries/${delivery.id}`), 'aria-current': current ? 'page' : undefined }, h(Text, { value: delivery.connector, max: 80 })),
    h(Status, { value: delivery.status }),
    delivery.reason ? h('span', { class: 'tg-quiet-text' }, h(Text, { value: delivery.reason, max: 120 })) : null,
]);

export const EventNode = ({ event, current, at }) => h('li', [
    eventLine(event, current),
    (event.deliveries ?? []).length === 0 ? null : h('ul', event.deliveries.map((delivery) => h('li', { key: delivery.id }, [
        deliveryLine(delivery, delivery.id === at),
        (delivery.caused ?? []).length === 0 ? null : h('ul', delivery.caused.map((next) => h(EventNode, { key: `${next.source} ${next.id}`, event: next, at }))),
    ]))),
]);
EventNode.props = ['event', 'current', 'at'];

/** From the first cause down to the event, each within the one before. */
function above(causes, inside) {
    return causes.reduce((inner, { delivery, event }) => {
        const line = h('li', [deliveryLine(delivery), h('ul', inner)]);
        return event ? h('li', [eventLine(event), h('ul', line)]) : line;
    }, inside);
}

export const Trace = ({ trace, at }) => [
    h('ul', { class: 'tg-trace' }, above(trace.causedBy, h(EventNode, { event: trace.event, current: at === undefined, at }))),
    trace.cut ? h('p', { class: 'tg-quiet-text' }, 'There is more than is shown: open the last ones to go on.') : null,
];
Trace.props = ['trace', 'at'];

/** The events that one delivery of a trace made. */
export const causedBy = (trace, id) => trace?.event.deliveries?.find((d) => d.id === id)?.caused ?? [];
