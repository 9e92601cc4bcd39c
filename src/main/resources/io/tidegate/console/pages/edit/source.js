// How an inflow begins: who may post, and what of a post becomes an event: h(Source, { draft, secrets: [names] }).
import { h } from '../../lib/vue.js';
import { Text } from '../../ui/kit.js';
import { at, errors, errorsHere, put } from './draft.js';
import { Choice, TextInput, Wrong } from './inputs.js';
import { SecretChoice } from './secrets.js';

const KINDS = [
    { value: '', text: 'choose…' },
    { value: 'standard-webhooks', text: 'signed by Standard Webhooks' },
    { value: 'hmac', text: 'a keyed hash of the body in a header (HMAC)' },
    { value: 'bearer', text: 'a bearer token' },
    { value: 'basic', text: 'user and password (Basic)' },
    { value: 'none', text: 'nothing: whoever reaches the endpoint may post' },
];
const BEGUN = { '': undefined, 'standard-webhooks': '', hmac: {}, bearer: '', basic: {}, none: true };

export const Source = {
    props: ['draft', 'secrets'],
    setup(props) {
        const { draft } = props;
        const text = (keys, label, more) =>
            h(TextInput, { label, value: at(draft, keys), errors: errors(draft, keys), onUpdate: (is) => put(draft, keys, is.trim()), ...more });
        const word = (keys, label, options) =>
            h(Choice, { label, value: at(draft, keys) ?? '', options, errors: errors(draft, keys), onUpdate: (is) => put(draft, keys, is) });
        const secret = (keys, label) =>
            h(SecretChoice, {
                key: keys.join(),
                label,
                needed: true,
                value: at(draft, keys),
                owner: draft.config.system ?? draft.config.id ?? 'inflow',
                parameter: keys.at(-1) === 'secret' ? 'hmac' : keys.at(-1),
                names: props.secrets,
                errors: errors(draft, keys),
                onUpdate: (is) => keep(draft, keys, is),
            });
        const parts = {
            'standard-webhooks': () => secret(['verify', 'standard-webhooks'], 'Signing secret'),
            bearer: () => secret(['verify', 'bearer'], 'Token'),
            basic: () => [text(['verify', 'basic', 'user'], 'User', { needed: true }), secret(['verify', 'basic', 'password'], 'Password')],
            hmac: () => [
                secret(['verify', 'hmac', 'secret'], 'Secret'),
                text(['verify', 'hmac', 'header'], 'Header', { needed: true, placeholder: 'X-Signature' }),
                word(['verify', 'hmac', 'algorithm'], 'Algorithm', [{ value: '', text: 'sha256 (usual)' }, 'sha1', 'sha512']),
                word(['verify', 'hmac', 'encoding'], 'Encoding', [{ value: '', text: 'hex (usual)' }, 'base64']),
                text(['verify', 'hmac', 'prefix'], 'Prefix', { placeholder: 'sha256=' }),
            ],
        };
        return () => {
            const kind = Object.keys(at(draft, ['verify']) ?? {})[0] ?? '';
            return [
                h('p', ['It posts to ', h('code', h(Text, { value: `/inflow/${draft.config.id ?? '…'}` }))]),
                h('div', { class: 'edit-grid' }, [
                    h(Choice, {
                        label: 'A post shows that it is theirs by',
                        needed: true,
                        value: kind,
                        options: KINDS,
                        errors: errorsHere(draft, ['verify']),
                        onUpdate: (is) => (
                            (draft.config = { ...draft.config, verify: is ? { [is]: BEGUN[is] } : undefined }),
                            (draft.truth = 'form')
                        ),
                    }),
                    parts[kind]?.(),
                ]),
                h(Wrong, { errors: draft.asked ? errors(draft, ['verify']).slice(0, kind ? 0 : 1) : [] }),
                h('h3', 'The events of a post'),
                h('div', { class: 'edit-grid' }, [
                    text(['items'], 'Records', {
                        mono: true,
                        placeholder: '$.data.contacts[*]',
                        hint: 'Each becomes an event; without it the post is one.',
                    }),
                    text(['id-from'], 'Event’s id', { mono: true, placeholder: '$.data.id', hint: 'A repeat with the same id is a duplicate.' }),
                    text(['subject'], 'Subject', {
                        mono: true,
                        placeholder: '$.data.email',
                        hint: 'Whom it is about; posts about one stay in order.',
                    }),
                    text(['schema'], 'JSON Schema', {
                        mono: true,
                        placeholder: 'schemas/contact.json',
                        hint: 'A file of the routes folder that each post must fulfil.',
                    }),
                    text(['dedupe'], 'Same content within', { placeholder: '60s', hint: 'is the same event; for posts without an id.' }),
                ]),
            ];
        };
    },
};

/** An empty secret leaves its place, so that the kind stays chosen. */
function keep(draft, keys, value) {
    if (value) return put(draft, keys, value);
    const verify = structuredClone(JSON.parse(JSON.stringify(draft.config.verify)));
    keys.slice(1, -1).reduce((at, key) => at[key], verify)[keys.at(-1)] = '';
    draft.config = { ...draft.config, verify };
    draft.truth = 'form';
}
