// A connector as a form, in the order in which one thinks of it: h(Form, { draft, words, check }).
import { h } from '../../lib/vue.js';
import { post } from '../../api.js';
import { Button, Card } from '../../ui/kit.js';
import { About } from './about.js';
import { Action } from './action.js';
import { Destination } from './destination.js';
import { at, put } from './draft.js';
import { MappingTable } from './mapping.js';
import { More } from './more.js';
import { Rules } from './rules.js';
import { SecretsUsed } from './secrets.js';
import { Source } from './source.js';
import { Triggers } from './triggers.js';
import { sourcesOf, targetsOf } from './words.js';

const CHOICES = 400;

export const Form = {
    props: ['draft', 'words', 'check'],
    setup(props) {
        return () => {
            const { draft, words, check } = props;
            const secrets = words.secrets?.map((one) => one.name) ?? [];
            const section = (title, content) =>
                h(Card, { title }, () =>
                    h('fieldset', { class: 'edit-section', disabled: !draft.editable || null }, [
                        h('legend', { class: 'visually-hidden' }, title),
                        content,
                    ]),
                );
            return h('div', { key: draft.revision }, [
                lists(draft, words),
                section('Name', h(About, { draft, taken: words.ids })),
                draft.kind === 'inflow'
                    ? section('What is posted', h(Source, { draft, secrets }))
                    : section('Where it goes', h(Destination, { draft, destinations: words.destinations, chosen: words.chosen, secrets })),
                used(draft, words),
                draft.kind === 'outflow' ? section('When', h(Triggers, { draft, catalogue: words.triggers })) : null,
                section('Rules', h(Rules, { draft, fields: words.fields, verdicts: check.result?.rules })),
                section('Mapping', [
                    begin(draft, words),
                    h(MappingTable, { draft, targets: targetsOf(draft, words), words: words.converters, traced: check.result?.mapping }),
                ]),
                draft.kind === 'inflow' ? section('What is done', h(Action, { draft, words: words.converters })) : null,
                section('More', h(More, { draft })),
            ]);
        };
    },
};

/** Not in a disabled part: secrets of a connector from a file are set here too. */
function used(draft, words) {
    const list = h(SecretsUsed, { config: draft.config, secrets: words.secrets, onStored: words.loadSecrets });
    return JSON.stringify(draft.config).includes('{{secret:') ? h(Card, { title: 'Secrets' }, () => list) : null;
}

const lists = (draft, words) => [
    h(
        'datalist',
        { id: 'event-fields' },
        sourcesOf(draft, words)
            .slice(0, CHOICES)
            .map((one) => h('option', { value: one.path }, hint(one))),
    ),
    h(
        'datalist',
        { id: 'target-fields' },
        targetsOf(draft, words)
            .slice(0, CHOICES)
            .map((one) => h('option', { value: one.path }, one.hint ?? '')),
    ),
];

const hint = (one) =>
    one.example === undefined || one.example === null ? (one.kinds ?? []).join(', ') : `such as ${String(one.example).slice(0, 40)}`;

/** The destination's own example, for an empty mapping. */
function begin(draft, words) {
    if (draft.kind === 'inflow' || !words.chosen?.example || at(draft, ['mapping']) || !draft.editable) return null;
    const take = async () => {
        const answer = await post('/api/connectors/validate', { yaml: words.chosen.example }).catch(() => null);
        if (!answer?.config?.mapping) return;
        put(draft, ['mapping'], answer.config.mapping);
        draft.revision++;
    };
    return h(
        'p',
        h(Button, { icon: 'bolt', onClick: take }, () => `Begin with the example of ${words.chosen.title}`),
    );
}
