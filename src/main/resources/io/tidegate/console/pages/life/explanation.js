// Explanation {of, reason}: why something failed, in plain words, the reason as it was recorded, the exact place, and what one can do.
// of: {what, where, next}; without it the reason alone.
//
//   h(Explanation, { of: delivery.explanation, reason: delivery.reason })
import { h } from '../../lib/vue.js';
import { Icon, Text } from '../../ui/kit.js';

const place = (where) => h('p', { class: 'tg-quiet-text' }, [
    'At step ', h('code', h(Text, { value: where.step, max: 200 })),
    where.file ? [', in ', h('code', h(Text, { value: where.line ? `${where.file}:${where.line}` : where.file, max: 300 }))] : null,
]);

export const Explanation = (props) => {
    const of = props.of ?? { what: props.reason, where: null, next: null };
    const more = props.reason && !String(of.what).includes(props.reason);
    return h('div', { class: 'tg-why' }, [
        h(Icon, { name: 'alert' }),
        h('div', [
            h('p', { class: 'tg-why-what' }, h(Text, { value: of.what, max: 2000 })),
            more ? h('p', h(Text, { value: props.reason, max: 8000, mono: true })) : null,
            of.where ? place(of.where) : null,
            of.next ? h('p', h(Text, { value: of.next, max: 2000 })) : null,
        ]),
    ]);
};
Explanation.props = ['of', 'reason'];
