// The settings in force, and where each comes from.
import { h, ref } from '../lib/vue.js';
import { useList } from '../load.js';
import { Page, Card, DataTable, Field, Status, Text } from '../ui/kit.js';

const FROM = { environment: 'the environment', property: 'a Java property', default: 'its default' };

const COLUMNS = [
    { key: 'variable', title: 'Setting', render: (s) => [h(Text, { value: s.variable, mono: true }), h('div', { class: 'tg-hint' }, h(Text, { value: s.description }))] },
    { key: 'value', title: 'Value', render: (s) => h(Text, { value: s.value, mono: true, max: 200 }) },
    { key: 'from', title: 'From', render: (s) => (s.from === 'default' ? FROM.default : h(Status, { value: 'ok', text: FROM[s.from] ?? s.from })) },
    { key: 'default', title: 'Default', render: (s) => h(Text, { value: s.default, mono: true, max: 120 }) },
];

export default {
    title: 'Settings',
    props: ['params', 'query'],
    setup() {
        const list = useList('/api/settings');
        const text = ref('');
        const fits = (s) => `${s.variable} ${s.description}`.toLowerCase().includes(text.value.trim().toLowerCase());
        return () => h(Page, { title: 'Settings', subtitle: 'What this process was started with. They are set in its environment and read at its start; secret ones are not shown.' }, () => [
            h('div', { class: 'tg-filters' }, h(Field, { label: 'Search', type: 'search', modelValue: text.value, 'onUpdate:modelValue': (v) => (text.value = v) })),
            h(Card, { flush: true }, () => h(DataTable, {
                caption: 'Settings in force', columns: COLUMNS, rows: list.items.filter(fits), rowKey: (s) => s.name, loading: list.loading, problem: list.problem, empty: 'No setting fits.',
            })),
        ]);
    },
};
