// Headers of a request as rows of name and value: h(Headers, { headers: { Authorization: 'Bearer {{secret:crm}}' }, secrets: [names], owner: 'crm', errorsOf, onChange }).
import { h, reactive } from '../../lib/vue.js';
import { Button } from '../../ui/kit.js';
import { focusOn } from './focus.js';
import { Choice, Small, TextInput } from './inputs.js';
import { idOf } from './schema-fields.js';

let keys = 0;

export const Headers = {
    props: ['headers', 'secrets', 'owner', 'errorsOf'],
    emits: ['change'],
    setup(props, { emit }) {
        const rows = reactive(Object.entries(props.headers ?? {}).map(([name, value]) => ({ key: ++keys, name, value: String(value) })));
        const tell = () => {
            const named = rows.filter((one) => one.name.trim());
            emit('change', named.length ? Object.fromEntries(named.map((one) => [one.name.trim(), one.value])) : undefined);
        };
        const set = (row, key) => (text) => ((row[key] = text), tell());
        const secret = (row, name) => {
            row.value = `${row.value}${row.value || row.name.trim().toLowerCase() !== 'authorization' ? '' : 'Bearer '}{{secret:${name}}}`;
            tell();
        };
        const options = () => [
            { value: '', text: '+ secret' },
            ...(props.secrets ?? []).map((one) => ({ value: one, text: one })),
            { value: '+', text: 'a new secret…' },
        ];
        const one = (row, i) =>
            h('li', { key: row.key, class: 'edit-header' }, [
                h(TextInput, {
                    label: `Name of header ${i + 1}`,
                    bare: true,
                    list: 'header-names',
                    placeholder: 'Authorization',
                    value: row.name,
                    onUpdate: set(row, 'name'),
                }),
                h(TextInput, {
                    label: `Value of header ${i + 1}`,
                    bare: true,
                    mono: true,
                    placeholder: 'Bearer {{secret:crm-token}}',
                    value: row.value,
                    errors: props.errorsOf(row.name.trim()),
                    onUpdate: set(row, 'value'),
                }),
                h(Choice, {
                    label: `Secret for header ${i + 1}`,
                    bare: true,
                    value: '',
                    options: options(),
                    onUpdate: (name) => name && secret(row, name === '+' ? unused(props) : name),
                }),
                h(Small, { icon: 'trash', does: `Remove header ${row.name || i + 1}`, onClick: () => (rows.splice(i, 1), tell(), focusOn('.edit-add-header')) }),
            ]);
        return () =>
            h('div', { class: 'edit-headers' }, [
                h('h3', 'Headers'),
                h('p', { class: 'tg-quiet-text' }, 'Content-Type is application/json if nothing else is said; every request has an Idempotency-Key.'),
                h(
                    'datalist',
                    { id: 'header-names' },
                    ['Authorization', 'Content-Type', 'Accept', 'X-Api-Key'].map((name) => h('option', { value: name })),
                ),
                h('ol', { class: 'edit-rows' }, rows.map(one)),
                h(
                    Button,
                    { icon: 'plus', small: true, class: 'edit-add-header', onClick: () => (rows.push({ key: ++keys, name: '', value: '' }), focusOn('.edit-header', 'input')) },
                    () => 'Add a header',
                ),
            ]);
    },
};

/** A name for a new secret: crm-token; crm-token-2 if there is one. */
function unused({ owner, secrets }) {
    const begun = idOf(owner ?? '');
    const name = begun.endsWith('token') ? begun : [begun, 'token'].filter(Boolean).join('-');
    for (let n = 1; ; n++) {
        const one = n === 1 ? name : `${name}-${n}`;
        if (!secrets?.includes(one)) return one;
    }
}
