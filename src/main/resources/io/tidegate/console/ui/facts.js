// Facts {items}: pairs of a word and a value: [[word, value or node], …]; null items are left out.
//
//   h(Facts, { items: [['Connector', h(Text, { value: d.connector })], ['Attempts', d.attempts]] })
import { h } from '../lib/vue.js';

export const Facts = (props) =>
    h('dl', { class: 'tg-facts' }, props.items.filter(Boolean).map(([word, value]) =>
        h('div', { key: word }, [h('dt', word), h('dd', value ?? h('span', { class: 'tg-none' }, '–'))])));
Facts.props = ['items'];
