// Tabs {items, label}: parts of one page, each a link: [{ text, href, current, count }].
//
//   h(Tabs, { label: 'Parts of this connector', items: [{ text: 'Deliveries', href: '#/connectors/crm/deliveries', current: true }] })
import { h } from '../lib/vue.js';
import { short } from './format.js';

export const Tabs = (props) =>
    h('nav', { class: 'tg-tabs', 'aria-label': props.label ?? 'Parts of this page' }, h('ul', props.items.map((one) =>
        h('li', h('a', { href: one.href, 'aria-current': one.current ? 'page' : undefined }, [
            one.text, one.count ? ' ' : null, one.count ? h('span', { class: 'tg-count' }, short(one.count)) : null,
        ])))));
Tabs.props = ['items', 'label'];
