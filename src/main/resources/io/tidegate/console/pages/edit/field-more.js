// What is done with a value on its way to the target: converters in their order, default, check, required.
//
//   h(FieldMore, { row, words: /api/converters, traced: one of dryRun.mapping, onChange })       row: of mapping-rows.js
//   summary(row)  → 'trim → lower · default Friend · required'
import { h } from '../../lib/vue.js';
import { Button, Text } from '../../ui/kit.js';
import { Check, Choice, Small, TextInput } from './inputs.js';
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
                        row.convert.map((one, i) => h('li', { key: one.key }, step(props, one, i, change))),
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

function step(props, one, i, change) {
    const { row } = props;
    const known = props.words?.converters?.find((it) => it.name === one.name);
    const seen = props.traced?.converters?.[i];
    const takes = one.argument !== '' || !known || known.parameters?.length > 0;
    return [
        h('code', one.name),
        takes
            ? h(TextInput, {
                  label: `Argument of ${one.name}`,
                  bare: true,
                  placeholder: hintOf(known),
                  mono: true,
                  value: one.argument,
                  onUpdate: (text) => change(() => (one.argument = text)),
              })
            : null,
        seen && 'value' in seen
            ? h('span', { class: 'tg-quiet-text' }, ['→ ', h(Text, { value: JSON.stringify(seen.value), max: 60, mono: true })])
            : null,
        i > 0
            ? h(Small, {
                  icon: 'up',
                  does: `${one.name} earlier`,
                  onClick: () => change(() => row.convert.splice(i - 1, 0, ...row.convert.splice(i, 1))),
              })
            : null,
        h(Small, { icon: 'trash', does: `Remove ${one.name}`, onClick: () => change(() => row.convert.splice(i, 1)) }),
    ];
}

/** How an argument is written: the parameters' names, of one alone its example. */
function hintOf(known) {
    const all = (known?.parameters ?? []).map((one) => (typeof one === 'string' ? one : (one.example ?? one.name)));
    return all.length > 1 ? `{"${all[0]}": …}` : (all[0] ?? 'argument');
}
