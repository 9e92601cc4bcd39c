// The mapping as a table: target, source, what is done on the way, and the value that the tried event gives.
//
//   h(MappingTable, { draft, targets: [{ path, needed, hint }], words: /api/converters, traced: dryRun.mapping })
//
// Fields of the event to pick from stand in the datalist #event-fields, those of the target in #target-fields.
import { computed, h, reactive } from '../../lib/vue.js';
import { Button, Text } from '../../ui/kit.js';
import { focusOn } from './focus.js';
import { Choice, Small, TextInput, Wrong } from './inputs.js';
import { at, errors, put } from './draft.js';
import { mappingOf, mistakes, row, rowsOf } from './mapping-rows.js';
import { FieldMore, summary } from './field-more.js';

const SOURCES = [
    { value: 'from', text: 'event field' },
    { value: 'value', text: 'constant' },
    { value: 'expr', text: 'expression' },
];
const PLACEHOLDER = { from: '$.data.…', value: 'tidegate', expr: "data.FirstName & ' ' & data.LastName" };

export const MappingTable = {
    props: ['draft', 'targets', 'words', 'traced'],
    setup(props) {
        const rows = reactive(rowsOf(at(props.draft, ['mapping'])));
        const open = reactive(new Set());
        const tell = () => put(props.draft, ['mapping'], mappingOf(rows));
        const wrong = computed(() => mistakes(rows));
        const missing = computed(() => (props.targets ?? []).filter((one) => one.needed && !rows.some((it) => it.target.trim() === one.path)));
        const acts = {
            tell,
            change: (one, change) => (Object.assign(one, change), tell()),
            remove: (one) => (rows.splice(rows.indexOf(one), 1), tell(), focusOn('.edit-add-field')),
            move: (one, by) => {
                const from = rows.indexOf(one);
                const to = Math.min(Math.max(from + by, 0), rows.length - 1);
                rows.splice(to, 0, ...rows.splice(from, 1));
                tell();
            },
            toggle: (one) => (open.has(one.key) ? open.delete(one.key) : open.add(one.key)),
        };
        const add = (target = '') => (rows.push(row(target)), focusOn('.edit-field', target ? '[list="event-fields"]' : 'input'));
        return () =>
            h('div', { class: 'edit-mapping' }, [
                rows.length ? heads() : h('p', { class: 'tg-quiet-text' }, 'Without a mapping the event’s data is sent as it is.'),
                h(
                    'ol',
                    { class: 'edit-rows' },
                    rows.map((one, i) =>
                        h('li', { key: one.key, class: 'edit-field' }, [
                            line(one, i, acts, problems(props.draft, one, wrong.value), traceOf(props.traced, one), open.has(one.key)),
                            open.has(one.key)
                                ? h(FieldMore, {
                                      row: one,
                                      words: props.words,
                                      traced: traceOf(props.traced, one),
                                      onChange: tell,
                                      onMove: (by) => acts.move(one, by),
                                  })
                                : null,
                        ]),
                    ),
                ),
                h('div', { class: 'tg-actions' }, [
                    h(Button, { icon: 'plus', class: 'edit-add-field', onClick: () => add() }, () => 'Add a field'),
                    missing.value.map((one) =>
                        h(Button, { key: one.path, small: true, icon: 'plus', onClick: () => add(one.path) }, () => `${one.path} (needed)`),
                    ),
                ]),
                h(Wrong, { errors: errors(props.draft, ['mapping']).filter(() => !rows.length) }),
            ]);
    },
};

const heads = () =>
    h(
        'div',
        { class: 'edit-heads', 'aria-hidden': 'true' },
        ['Target', 'Taken from', 'Source'].map((word) => h('span', word)),
    );

function problems(draft, one, own) {
    if (own[one.key]) return [own[one.key]];
    return one.target.trim() ? errors(draft, ['mapping', one.target.trim()]) : [];
}

const traceOf = (traced, one) => traced?.find((it) => it.target === one.target.trim());

function line(one, i, acts, wrong, trace, isOpen) {
    const name = one.target.trim() || `field ${i + 1}`;
    const set = (key) => (value) => acts.change(one, { [key]: value });
    return h('fieldset', { class: 'edit-line' }, [
        h('legend', { class: 'visually-hidden' }, `Field ${i + 1}`),
        h(TextInput, {
            label: 'Target',
            bare: true,
            list: 'target-fields',
            mono: true,
            placeholder: 'properties.name',
            value: one.target,
            onUpdate: set('target'),
        }),
        h(Choice, { label: 'Taken from', bare: true, value: one.by, options: SOURCES, onUpdate: set('by') }),
        h(TextInput, {
            label: 'Source',
            bare: true,
            list: one.by === 'from' ? 'event-fields' : undefined,
            mono: true,
            placeholder: PLACEHOLDER[one.by],
            value: one.source,
            onUpdate: set('source'),
        }),
        h('div', { class: 'edit-row-acts' }, [
            h(Small, {
                icon: 'chevron',
                does: `More of ${name}`,
                'aria-expanded': String(isOpen),
                onClick: () => acts.toggle(one),
            }),
            h(Small, { icon: 'trash', does: `Remove ${name}`, onClick: () => acts.remove(one) }),
        ]),
        h('p', { class: 'edit-now' }, [now(trace), isOpen ? null : h('span', { class: 'tg-quiet-text' }, summary(one))]),
        h(Wrong, { errors: wrong }),
    ]);
}

function now(trace) {
    if (!trace) return null;
    if (trace.error) return h('span', { class: 'tg-field-error' }, h(Text, { value: trace.error, max: 160 }));
    if (!('value' in trace)) return h('span', { class: 'tg-none' }, '→ left out');
    return h('span', ['→ ', h(Text, { value: JSON.stringify(trace.value), max: 80, mono: true }), trace.defaulted ? ' (default)' : '']);
}
