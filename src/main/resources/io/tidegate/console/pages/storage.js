// Every cookie and storage key that the console leaves in a browser.
import { h } from '../lib/vue.js';
import { Page, Card, DataTable, Text } from '../ui/kit.js';
import { ITEMS } from './storage/items.js';

const COLUMNS = [
    { key: 'name', title: 'Name', render: (i) => h(Text, { value: i.name, mono: true }) },
    { key: 'domain', title: 'Domain' },
    { key: 'type', title: 'Type' },
    { key: 'age', title: 'Age' },
    { key: 'feature', title: 'For' },
    { key: 'description', title: 'What it holds', render: (i) => i.description },
];

export default {
    title: 'Storage and cookies',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Storage and cookies', subtitle: 'All that this console leaves in your browser. It counts nobody, loads nothing from elsewhere, and works with storage blocked.' }, () => [
        h(Card, { flush: true }, () => h(DataTable, { caption: 'Cookies and storage keys', columns: COLUMNS, rows: ITEMS, rowKey: (i) => i.name })),
        h('p', { class: 'tg-quiet-text' }, 'The signed-in session needs its cookie. Nothing else is needed: in a private window, or with local storage blocked, only the chosen colours are forgotten.'),
    ]),
};
