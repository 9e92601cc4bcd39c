// Explanation {of}: why something failed, in plain words, the exact place, and what one can do. of: {what, where, next}; without it its slot stands.
//
//   h(Explanation, { of: delivery.explanation }, () => h(Text, { value: delivery.reason }))
import { h } from '../../lib/vue.js';
import { Icon, Text } from '../../ui/kit.js';

const place = (where) => h('p', { class: 'tg-quiet-text' }, [
    'At step ', h('code', h(Text, { value: where.step, max: 200 })),
    where.file ? [', in ', h('code', h(Text, { value: where.line ? `${where.file}:${where.line}` : where.file, max: 300 }))] : null,
]);

export const Explanation = (props, { slots }) => {
    const of = props.of;
    if (!of) {
        return slots.default?.() ?? null;
    }
    return h('div', { class: 'tg-why' }, [
        h(Icon, { name: 'alert' }),
        h('div', [
            h('p', { class: 'tg-why-what' }, h(Text, { value: of.what, max: 2000 })),
            of.where ? place(of.where) : null,
            of.next ? h('p', h(Text, { value: of.next, max: 2000 })) : null,
        ]),
    ]);
};
Explanation.props = ['of'];
