// A destination's parameters as a form, out of their JSON Schema: h(Parameters, { draft, destination, secrets: [names] }).
import { h } from '../../lib/vue.js';
import { at, errors, put } from './draft.js';
import { Choice, Parsed } from './inputs.js';
import { fieldsOf, mistake, typed } from './schema-fields.js';
import { SecretChoice } from './secrets.js';

export const Parameters = {
    props: ['draft', 'destination', 'secrets'],
    setup(props) {
        return () => {
            const fields = fieldsOf(props.destination.parameters);
            const needed = fields.filter((one) => one.required);
            const others = fields.filter((one) => !one.required);
            return h('div', [
                h(
                    'div',
                    { class: 'edit-grid' },
                    needed.map((one) => input(props, one)),
                ),
                others.length
                    ? h(
                          'details',
                          {
                              class: 'edit-details',
                              open: needed.length === 0 || others.some((one) => at(props.draft, ['to', one.name]) !== undefined),
                          },
                          [
                              h('summary', others.length === 1 ? 'One more parameter' : `${others.length} more parameters`),
                              h(
                                  'div',
                                  { class: 'edit-grid' },
                                  others.map((one) => input(props, one)),
                              ),
                          ],
                      )
                    : null,
            ]);
        };
    },
};

function input(props, field) {
    const { draft } = props;
    const value = at(draft, ['to', field.name]);
    const own = value !== undefined || draft.asked ? mistake(field, value) : null;
    const same = {
        key: field.name,
        label: field.title,
        needed: field.required,
        value,
        hint: hint(field),
        errors: own ? [own] : errors(draft, ['to', field.name]),
        onUpdate: (given) => put(draft, ['to', field.name], given === '' ? undefined : given),
    };
    if (field.secret) return h(SecretChoice, { ...same, owner: props.destination.name, parameter: field.name, names: props.secrets });
    if (field.choices) return h(Choice, { ...same, options: choices(field, field.choices) });
    if (field.type === 'boolean')
        return h(Choice, {
            ...same,
            value: value === undefined ? '' : String(value),
            options: choices(field, ['true', 'false']),
            onUpdate: (text) => put(draft, ['to', field.name], typed(field, text)),
        });
    return h(Parsed, { ...same, placeholder: placeholder(field), read: (text) => typed(field, text), show: (is) => String(is ?? '') });
}

function choices(field, all) {
    const none = field.otherwise === undefined ? 'choose…' : `${field.otherwise} (if nothing is chosen)`;
    return [{ value: '', text: none }, ...all.map((one) => ({ value: one, text: String(one) }))];
}

const hint = (field) =>
    [field.description, field.otherwise === undefined || field.choices ? null : `Without it: ${field.otherwise}`].filter(Boolean).join('. ') ||
    undefined;

const placeholder = (field) => (field.example === null ? undefined : `such as ${field.example}`);
