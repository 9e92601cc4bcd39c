// How an inflow ends: what is done on the identity provider's API: h(Action, { draft, words: /api/converters }).
import { h } from '../../lib/vue.js';
import { at, errors, put } from './draft.js';
import { Choice, Small, TextInput } from './inputs.js';

const MATCHES = ['Uid', 'Email', 'PhoneId', 'UserName', 'ExternalId'];
const MISFITS = (usual) => [{ value: '', text: `${usual} (usual)` }, ...['drop', 'refuse'].filter((word) => word !== usual)];
const HTML = [{ value: '', text: 'strip (usual)' }, 'escape', 'keep'];
const CONFLICTS = [
    { value: '', text: 'overwrite (usual)' },
    'last-write',
    'fill-empty',
];
const OVER = { 'last-write': 'The later change stays.', 'fill-empty': 'Only what is empty is written.' };
const ECHOES = [{ value: '', text: 'remember (usual)' }, 'suppress'];
const AFTER = { suppress: 'No webhook is sent for it.' };

export const Action = {
    props: ['draft', 'words'],
    setup(props) {
        const { draft } = props;
        const word = (keys, label, options, hint) =>
            h(Choice, { label, hint, value: at(draft, keys) ?? '', options, errors: errors(draft, keys), onUpdate: (is) => put(draft, keys, is) });
        return () => [
            h('div', { class: 'edit-grid' }, [
                h(Choice, {
                    label: 'Action',
                    hint: titleOf(props.words, at(draft, ['action'])),
                    needed: true,
                    value: at(draft, ['action']) ?? '',
                    options: actions(props.words),
                    errors: errors(draft, ['action']),
                    onUpdate: (is) => put(draft, ['action'], is),
                }),
                /object/.test(at(draft, ['action']) ?? '') || at(draft, ['object'])
                    ? h(TextInput, {
                          label: 'Custom object',
                          value: at(draft, ['object']),
                          errors: errors(draft, ['object']),
                          onUpdate: (is) => put(draft, ['object'], is.trim()),
                      })
                    : null,
                word(['conflict'], 'Where account and third party differ', CONFLICTS, OVER[at(draft, ['conflict'])] ?? 'What is posted is written.'),
                word(['echo'], 'So that a change does not come back', ECHOES, AFTER[at(draft, ['echo'])] ?? 'The webhook that follows is recognised.'),
            ]),
            matches(draft),
            h('h3', 'What an account cannot hold'),
            h('div', { class: 'edit-grid edit-narrow' }, [
                word(['sanitize', 'unknown'], 'Unknown fields', MISFITS('drop')),
                word(['sanitize', 'invalid'], 'Invalid values', MISFITS('refuse')),
                word(['sanitize', 'html'], 'Markup in texts', HTML),
            ]),
        ];
    },
};

const actions = (words) => [
    { value: '', text: 'choose…' },
    ...(words?.actions ?? []).map((one) =>
        typeof one === 'string' ? one : one.name,
    ),
];

const titleOf = (words, name) => (name ? words?.actions?.find((one) => one.name === name)?.title : undefined);

function matches(draft) {
    const chosen = [at(draft, ['match']) ?? []].flat();
    const set = (all) => put(draft, ['match'], all.length ? all : undefined);
    return h('div', { class: 'edit-match' }, [
        h('h3', 'How the account is found'),
        chosen.length
            ? h(
                  'ol',
                  { class: 'edit-chips' },
                  chosen.map((one, i) =>
                      h('li', { key: one, class: 'edit-chip' }, [
                          h('span', `${i + 1}. ${one}`),
                          i > 0
                              ? h(Small, { icon: 'swap', does: `${one} earlier`, onClick: () => set(chosen.toSpliced(i - 1, 2, one, chosen[i - 1])) })
                              : null,
                          h(Small, { icon: 'cross', does: `Remove ${one}`, onClick: () => set(chosen.toSpliced(i, 1)) }),
                      ]),
                  ),
              )
            : h('p', { class: 'tg-quiet-text' }, 'By what the mapping makes, in its order.'),
        h(Choice, {
            label: 'Find it by',
            value: '',
            options: [{ value: '', text: 'add…' }, ...MATCHES.filter((one) => !chosen.includes(one))],
            errors: errors(draft, ['match']),
            onUpdate: (one) => one && set([...chosen, one]),
        }),
    ]);
}
