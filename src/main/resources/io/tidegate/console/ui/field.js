// Field {label, modelValue, type = 'text', hint, error, required, options, rows, placeholder, autocomplete, disabled, mono, hideLabel, …}: a labelled
// input; hint and error are read with it. type: text, password, number, search, email, url, datetime-local, textarea, select, checkbox.
// options (select): ['a', …] or [{ value, text }]. Any other attribute goes to the input. Or an input of your own by the slot, given its attributes.
//
//   h(Field, { label: 'Name', modelValue: name.value, 'onUpdate:modelValue': (v) => (name.value = v), error: errors['/name'], required: true })
//   h(Field, { label: 'Source' }, ({ attrs }) => h(Picker, attrs))
import { h } from '../lib/vue.js';
import { Icon } from './icon.js';

let count = 0;

const option = (one) => (typeof one === 'object' ? one : { value: one, text: one });

export const Field = {
    props: ['label', 'modelValue', 'type', 'hint', 'error', 'required', 'options', 'hideLabel', 'mono'],
    emits: ['update:modelValue'],
    inheritAttrs: false,
    setup(props, { slots, attrs, emit }) {
        const id = `tg-field-${++count}`;
        const input = () => {
            const type = props.type ?? 'text';
            const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ');
            const all = { id, required: props.required, 'aria-describedby': described || undefined, 'aria-invalid': props.error ? 'true' : undefined, ...attrs };
            if (slots.default) {
                return slots.default({ attrs: all });
            }
            const changed = (event) => emit('update:modelValue', type === 'checkbox' ? event.target.checked : event.target.value);
            const mono = { 'tg-mono': props.mono };
            if (type === 'textarea') {
                return h('textarea', { rows: 6, spellcheck: 'false', ...all, class: ['form-control', mono], value: props.modelValue ?? '', onInput: changed });
            }
            if (type === 'select') {
                return h('select', { ...all, class: 'form-select', value: props.modelValue ?? '', onChange: changed },
                    (props.options ?? []).map(option).map((o) => h('option', { value: o.value, selected: o.value === (props.modelValue ?? '') }, o.text)));
            }
            if (type === 'checkbox') {
                return h('input', { ...all, type, class: 'form-check-input', checked: props.modelValue === true, onChange: changed });
            }
            return h('input', { ...all, type, class: ['form-control', mono], value: props.modelValue ?? '', onInput: changed });
        };
        return () => {
            const label = h('label', { for: id, class: props.hideLabel ? 'visually-hidden' : 'form-label' }, [props.label, props.required && !props.hideLabel ? h('span', { class: 'tg-required' }, ' (required)') : null]);
            return h('div', { class: ['tg-field', { 'tg-check': props.type === 'checkbox' }] }, [
                props.type === 'checkbox' ? [input(), label] : [label, input()],
                props.hint ? h('div', { id: `${id}-hint`, class: 'tg-hint' }, props.hint) : null,
                props.error ? h('div', { id: `${id}-error`, class: 'tg-field-error' }, [h(Icon, { name: 'warn', size: 14 }), ' ', props.error]) : null,
            ]);
        };
    },
};
