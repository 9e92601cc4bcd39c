// Attention {items}: what needs somebody, the worst first; nothing is said when there is nothing.
import { h } from '../../lib/vue.js';
import { Card, Status, Text } from '../../ui/kit.js';

const line = (one, i) => {
    const text = h(Text, { value: one.text, max: 400 });
    return h('li', { key: i }, [
        h(Status, { value: one.level }),
        // Links of the API are places of this console; anything else is not followed.
        one.link?.startsWith('#/') ? h('a', { href: one.link }, text) : h('span', text),
    ]);
};

export const Attention = (props) =>
    props.items.length === 0 ? null : h(Card, { title: 'Needs attention' }, () => h('ul', { class: 'tg-attention' }, props.items.slice(0, 20).map(line)));
Attention.props = ['items'];
