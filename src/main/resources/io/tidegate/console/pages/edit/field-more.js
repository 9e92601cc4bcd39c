// What is done with a value on its way to the target: converters in their order, default, check, required.
//
//   h(FieldMore, { row, words: /api/converters, traced: one of dryRun.mapping, onChange })       row: of mapping-rows.js
//   summary(row)  → 'trim → lower · default Friend · required'
import { h } from '../../lib/vue.js';
import { Button } from '../../ui/kit.js';
import { Step } from './converter-step.js';
import { Check, Choice, TextInput } from './inputs.js';
import { converter } from './mapping-rows.js';

export function summary(row) {
    return [
        row.convert.map((one) => (one.argument ? `${one.name}: ${one.argument}` : one.name)).join(' → '),
        row.fallback !== '' ? `default ${row.fallback}` : '',
        row.check ? `check ${row.check}` : '',
        row.required ? 'required' : '',
    ]
        .filter(Boolean)
        .join(' · ');
}

export const FieldMore = {
    props: ['row', 'words', 'traced'],
    emits: ['change', 'move'],
    setup(props, { emit }) {
        const change = (what) => (what(), emit('change'));
        const set = (key) => (value) => change(() => (props.row[key] = value));
        return () => {
            const { row } = props;
            return h('div', { class: 'edit-more' }, [
                h('div', [
                    h('p', { class: 'edit-more-head' }, 'Converters, in this order'),
                    h(
                        'ol',
                        { class: 'edit-converters' },
                        row.convert.map((one, i) => h('li', { key: one.key }, h(Step, stepOf(props, one, i, change)))),
                    ),
                    h(Choice, {
                        label: 'Add a converter',
                        value: '',
                        options: [
                            { value: '', text: 'choose…' },
                            ...(props.words?.converters ?? []).map((one) => ({ value: one.name, text: `${one.name}: ${one.title}` })),
                        ],
                        onUpdate: (name) => name && change(() => row.convert.push(converter(name))),
                    }),
                ]),
                h('div', [
                    h(TextInput, {
                        label: 'Default',
                        hint: 'Instead of nothing. 5 and true are a number and a boolean; "5" is a text.',
                        value: row.fallback,
                        onUpdate: set('fallback'),
                    }),
                    h(Choice, {
                        label: 'Check',
                        value: row.check,
                        options: [{ value: '', text: 'none' }, ...checks(props.words)],
                        onUpdate: set('check'),
                    }),
                    h(Check, { label: 'Required: without a value the delivery fails', value: row.required, onUpdate: set('required') }),
                    h('div', { class: 'tg-actions' }, [
                        h(Button, { small: true, onClick: () => emit('move', -1) }, () => 'Move up'),
                        h(Button, { small: true, onClick: () => emit('move', 1) }, () => 'Move down'),
                    ]),
                ]),
            ]);
        };
    },
};

const checks = (words) =>
    (words?.checks ?? []).map((one) =>
        typeof one === 'string' ? one : { value: one.name, text: one.title ? `${one.name}: ${one.title}` : one.name },
    );

function stepOf(props, one, i, change) {
    const all = props.row.convert;
    return {
        one,
        known: props.words?.converters?.find((it) => it.name === one.name),
        seen: props.traced?.converters?.[i],
        first: i === 0,
        onChange: (argument) => change(() => (one.argument = argument)),
        onEarlier: () => change(() => all.splice(i - 1, 0, ...all.splice(i, 1))),
        onRemove: () => change(() => all.splice(i, 1)),
    };
}
