// The rules of a connector, each by the builder or as a JSONPath: h(Rules, { draft, fields: [{ path, kinds, example }], verdicts }).
import { h, reactive } from '../../lib/vue.js';
import { Button, Status } from '../../ui/kit.js';
import { focusOn } from './focus.js';
import { Choice, Small, TextInput, Wrong } from './inputs.js';
import { at, errors, put } from './draft.js';
import { mistake, OPERATORS, read, takes, write } from './jsonpath.js';

const TYPES = [
    { value: 'text', text: 'text' },
    { value: 'number', text: 'number' },
    { value: 'boolean', text: 'true / false' },
];
const BLANK = { field: '', operator: '==', type: 'text', value: '' };
let keys = 0;

export const Rules = {
    props: { draft: Object, fields: Array, verdicts: Array },
    setup(props) {
        const rows = reactive([at(props.draft, ['rules']) ?? []].flat().map(rowOf));
        const tell = () =>
            put(
                props.draft,
                ['rules'],
                rows.map((one) => one.text).filter((text) => text.trim()),
            );
        const built = (row, change) => {
            Object.assign(row.built, change);
            if (change.field !== undefined) suit(row.built, props.fields);
            row.text = mistake(row.built) ? '' : write(row.built);
            tell();
        };
        const acts = {
            built,
            written: (row, text) => ((row.text = text), tell()),
            turn: (row) => (row.built = row.built ? null : (read(row.text) ?? { ...BLANK })),
            remove: (row) => (rows.splice(rows.indexOf(row), 1), tell(), focusOn('.edit-add-rule')),
            add: () => (rows.push({ key: ++keys, text: '', built: { ...BLANK } }), focusOn('.edit-rules > li', 'input')),
        };
        return () => {
            let place = 0;
            return h('div', [
                rows.length ? null : h('p', { class: 'tg-quiet-text' }, 'Every event passes. With rules only those pass for which all of them hold.'),
                h(
                    'ol',
                    { class: 'edit-rules' },
                    rows.map((row, i) => h('li', { key: row.key }, one(row, i + 1, acts, told(props, row.text.trim() ? place++ : null)))),
                ),
                h(Button, { icon: 'plus', class: 'edit-add-rule', onClick: acts.add }, () => 'Add a rule'),
            ]);
        };
    },
};

function rowOf(text) {
    return { key: ++keys, text: String(text), built: read(String(text)) };
}

/** What is known of a rule that the server has: its mistakes, and its verdict on the event that is tried. */
function told(props, place) {
    if (place === null) return { errors: [], verdict: null };
    return { errors: errors(props.draft, ['rules', place]), verdict: props.verdicts?.[place] ?? null };
}

function suit(rule, fields) {
    const kinds = fields?.find((one) => one.path === rule.field)?.kinds ?? [];
    const type = kinds.includes('boolean') ? 'boolean' : kinds.includes('number') ? 'number' : kinds.includes('string') ? 'text' : rule.type;
    if (type === rule.type) return;
    rule.type = type;
    rule.value = type === 'boolean' ? 'true' : '';
}

function one(row, number, acts, { errors: wrong, verdict }) {
    return h('fieldset', { class: 'edit-rule' }, [
        h('legend', { class: 'visually-hidden' }, `Rule ${number}`),
        row.built ? builder(row, acts) : path(row, acts, wrong),
        h('div', { class: 'edit-row-acts' }, [
            verdict ? said(verdict) : null,
            row.built || read(row.text) || !row.text.trim()
                ? h(
                      Small,
                      { does: row.built ? `Rule ${number} as a JSONPath` : `Rule ${number} by the builder`, onClick: () => acts.turn(row) },
                      () => (row.built ? 'JSONPath' : 'Builder'),
                  )
                : null,
            h(Small, { does: `Remove rule ${number}`, onClick: () => acts.remove(row) }, () => 'Remove'),
        ]),
        h(Wrong, { errors: row.built ? wrong : [] }),
    ]);
}

function builder(row, acts) {
    const { built } = row;
    const need = takes(built.operator);
    const wrong = built.field || built.value ? mistake(built) : null;
    return h('div', { class: 'edit-rule-parts' }, [
        h(TextInput, {
            label: 'Field',
            bare: true,
            placeholder: '$.data.…',
            list: 'event-fields',
            value: built.field,
            onUpdate: (field) => acts.built(row, { field: field.trim() }),
        }),
        h(Choice, {
            label: 'Operator',
            bare: true,
            value: built.operator,
            options: OPERATORS.map((it) => ({ value: it.operator, text: it.words })),
            onUpdate: (operator) => acts.built(row, { operator }),
        }),
        need === 'nothing' ? null : value(built, need, (change) => acts.built(row, change)),
        need === 'one' || need === 'many'
            ? h(Choice, {
                  label: 'Compared as',
                  bare: true,
                  value: built.type,
                  options: TYPES,
                  onUpdate: (type) => acts.built(row, { type, value: type === 'boolean' ? 'true' : built.value }),
              })
            : null,
        h(Wrong, { errors: wrong ? [wrong] : [] }),
    ]);
}

function value(built, need, change) {
    if (built.type === 'boolean' && need === 'one') {
        return h(Choice, {
            label: 'Value',
            bare: true,
            value: built.value,
            options: [
                { value: 'true', text: 'true' },
                { value: 'false', text: 'false' },
            ],
            onUpdate: (text) => change({ value: text }),
        });
    }
    return h(TextInput, {
        label: need === 'many' ? 'Values, with commas between them' : 'Value',
        bare: true,
        placeholder: need === 'many' ? 'a, b, c' : '',
        value: built.value,
        onUpdate: (text) => change({ value: text }),
    });
}

function path(row, acts, wrong) {
    return h(TextInput, {
        label: 'JSONPath',
        bare: true,
        placeholder: "$[?(@.data.Field == 'value')]",
        value: row.text,
        errors: wrong,
        onUpdate: (text) => acts.written(row, text),
    });
}

function said(verdict) {
    if (verdict.error) return h(Status, { value: 'error', text: 'cannot be judged', title: verdict.error });
    return h(Status, verdict.holds ? { value: 'ok', text: 'holds' } : { value: 'skipped', text: 'does not hold' });
}
