// Filters {fields, value}, on change(query): a row of filters that takes effect when a choice is made or Enter is pressed.
//   fields: [{ name, label, type: 'search' | 'text' | 'select' | 'time', options, placeholder }]; value: the query of the page
//
//   h(Filters, { fields: [{ name: 'status', label: 'Status', type: 'select', options: ['', 'failed'] }], value: props.query, onChange: setQuery })
import { h, reactive, watch } from '../lib/vue.js';
import { Button } from './button.js';
import { Field } from './field.js';
import { toInput, fromInput } from './time.js';

export const Filters = {
    props: ['fields', 'value'],
    emits: ['change'],
    setup(props, { emit }) {
        const form = reactive({});
        const fill = () => props.fields.forEach((f) => (form[f.name] = props.value?.[f.name] ?? ''));
        watch(() => props.value, fill, { immediate: true, deep: true });
        const apply = () => emit('change', Object.fromEntries(Object.entries({ ...props.value, ...form }).filter(([, v]) => v !== '')));
        const set = (field, value) => {
            form[field.name] = field.type === 'time' ? fromInput(value) : value;
            if (field.type === 'select' || field.type === 'time') {
                apply();
            }
        };
        const used = () => props.fields.some((f) => props.value?.[f.name]);
        const clear = () => emit('change', Object.fromEntries(Object.entries(props.value ?? {}).filter(([k]) => !props.fields.some((f) => f.name === k))));
        return () => h('form', { class: 'tg-filters', role: 'search', 'aria-label': 'Filters', onSubmit: (event) => { event.preventDefault(); apply(); } }, [
            props.fields.map((f) => h(Field, {
                key: f.name, label: f.label, options: f.options, placeholder: f.placeholder,
                type: f.type === 'time' ? 'datetime-local' : f.type ?? 'text',
                modelValue: f.type === 'time' ? toInput(form[f.name]) : form[f.name],
                'onUpdate:modelValue': (v) => set(f, v),
                onBlur: () => (form[f.name] !== (props.value?.[f.name] ?? '') ? apply() : null),
            })),
            h('div', { class: 'tg-filter-buttons' }, [
                h(Button, { type: 'submit', icon: 'search' }, () => 'Filter'),
                used() ? h(Button, { kind: 'quiet', onClick: clear }, () => 'Clear') : null,
            ]),
        ]);
    },
};
