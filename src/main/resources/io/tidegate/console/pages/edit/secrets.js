// Secrets: the connector holds their names alone, their texts go straight to the store and never come back.
//
//   h(SecretChoice, { label, value: '{{secret:crm}}', owner: 'hubspot-contact-upsert', parameter: 'accessToken', names: ['crm'], onUpdate })
//   h(SecretsUsed, { config, secrets: /api/secrets items, onStored })      each that the configuration names: whether it is set, and its text anew
//   namesIn(config)  → ['crm-token']
import { h, reactive, ref } from '../../lib/vue.js';
import { put as send } from '../../api.js';
import { can } from '../../session.js';
import { Button, ErrorBox, Status, Time, toast } from '../../ui/kit.js';
import { Choice, TextInput } from './inputs.js';
import { proposedSecret, secretName, secretText } from './schema-fields.js';

export function namesIn(config) {
    return [...new Set([...JSON.stringify(config ?? {}).matchAll(/\{\{secret:([A-Za-z0-9._-]+)\}\}/g)].map((one) => one[1]))];
}

export const SecretChoice = {
    props: ['label', 'value', 'hint', 'errors', 'needed', 'owner', 'parameter', 'names'],
    emits: ['update'],
    setup(props, { emit }) {
        const naming = ref(false);
        const proposed = () => proposedSecret(props.owner, props.parameter);
        const options = (name) => {
            const all = [...new Set([...(props.names ?? []), ...(name ? [name] : [])])].sort();
            return [{ value: '', text: 'choose a secret…' }, ...all.map((one) => ({ value: one, text: one })), { value: '+', text: 'a new secret…' }];
        };
        const chosen = (name) => {
            naming.value = name === '+';
            emit('update', name === '' ? '' : secretText(name === '+' ? proposed() : name));
        };
        return () => {
            const name = secretName(props.value);
            const written = props.value && !name;
            return h('div', [
                written
                    ? h(TextInput, {
                          label: props.label,
                          value: props.value,
                          errors: props.errors,
                          needed: props.needed,
                          hint: 'A reference, such as {{secret:name}}.',
                          onUpdate: (text) => emit('update', text),
                      })
                    : h(Choice, {
                          label: props.label,
                          value: name ?? '',
                          options: options(name),
                          hint: props.hint,
                          errors: props.errors,
                          needed: props.needed,
                          onUpdate: chosen,
                      }),
                naming.value && name !== null
                    ? h(TextInput, {
                          label: 'Name of the new secret',
                          value: name,
                          hint: 'Lower-case words with dashes. Its text is asked for below.',
                          onUpdate: (text) => emit('update', secretText(text.replace(/[^A-Za-z0-9._-]/g, '-') || proposed())),
                      })
                    : null,
            ]);
        };
    },
};

export const SecretsUsed = {
    props: ['config', 'secrets', 'problem'],
    emits: ['stored'],
    setup(props, { emit }) {
        const texts = reactive({});
        const open = reactive({});
        const problems = reactive({});
        const store = async (name) => {
            problems[name] = null;
            try {
                await send(`/api/secrets/${encodeURIComponent(name)}`, { text: texts[name] });
                open[name] = false;
                toast(`The secret ${name} is set`);
                emit('stored');
            } catch (problem) {
                problems[name] = problem;
            } finally {
                texts[name] = '';
            }
        };
        return () => {
            const names = namesIn(props.config);
            if (!names.length) return null;
            return h('div', { class: 'edit-secrets' }, [
                h('h3', names.length === 1 ? 'The secret that it uses' : 'The secrets that it uses'),
                h(
                    'ul',
                    names.map((name) => h('li', { key: name }, one(name, props.secrets, { texts, open, problems, store }))),
                ),
            ]);
        };
    },
};

function one(name, secrets, { texts, open, problems, store }) {
    const known = secrets?.find((it) => it.name === name);
    const fixed = known?.from === 'environment';
    const asks = secrets && !fixed && can('author') && (open[name] || !known);
    return [
        h('div', { class: 'edit-secret' }, [
            h('code', name),
            secrets ? h(Status, known ? { value: 'ok', text: 'set' } : { value: 'missing', text: 'not set' }) : null,
            fixed ? h('span', { class: 'tg-quiet-text' }, `by the variable ${known.variable}`) : null,
            known?.setAt ? h('span', { class: 'tg-quiet-text' }, ['by ', known.setBy, ' ', h(Time, { value: known.setAt })]) : null,
            known && !fixed && !open[name] && can('author')
                ? h(Button, { small: true, label: `Change the secret ${name}`, onClick: () => (open[name] = true) }, () => 'Change')
                : null,
        ]),
        asks ? form(name, known, { texts, open, store }) : null,
        h(ErrorBox, { problem: problems[name] }),
    ];
}

function form(name, known, { texts, open, store }) {
    return h('form', { class: 'edit-secret-form', onSubmit: (event) => (event.preventDefault(), store(name)) }, [
        h(TextInput, {
            label: `Text of ${name}`,
            type: 'password',
            autocomplete: 'new-password',
            value: texts[name] ?? '',
            hint: 'It is encrypted at once and never shown again.',
            onUpdate: (text) => (texts[name] = text),
        }),
        h('div', { class: 'tg-actions' }, [
            h(Button, { type: 'submit', disabled: !texts[name], label: `Store the secret ${name}` }, () => 'Store'),
            known ? h(Button, { kind: 'quiet', onClick: () => (open[name] = false) }, () => 'Cancel') : null,
        ]),
    ]);
}
