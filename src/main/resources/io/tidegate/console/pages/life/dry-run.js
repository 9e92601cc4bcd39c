// What today's connector would make of a stored event, asked of POST …/dry-run: nothing is sent. It may differ from what was made then.
//
//   const today = useDryRun(() => delivery);          today.run, today.problem, null until asked; only operators may ask
//   h(Rules, { run: today.run })  h(Mapped, { run: today.run })  h(AsToday)
import { h, shallowReactive } from '../../lib/vue.js';
import { post } from '../../api.js';
import { seg } from '../../router.js';
import { Icon, Payload, Text } from '../../ui/kit.js';
import { isOperator } from './words.js';
import { Fold } from './fold.js';

export function useDryRun(delivery) {
    const today = shallowReactive({ run: null, problem: null, ask: null });
    let asked = false;
    today.ask = async () => {
        const of = delivery();
        if (asked || !of || !isOperator()) {
            return;
        }
        asked = true;
        try {
            today.run = await post(`/api/connectors/${seg(of.connector)}/dry-run`, { eventId: of.event, source: of.source });
        } catch (problem) {
            today.problem = problem;
        }
    };
    return today;
}

export const AsToday = () => h('p', { class: 'tg-as-today' }, [h(Icon, { name: 'info', size: 14 }), ' As today’s connector would make it; nothing was sent to find this out.']);

const verdict = (rule) => (rule.error ? ['bad', 'cannot be judged', 'alert'] : rule.holds ? ['good', 'holds', 'check'] : ['off', 'does not hold', 'cross']);

export const Rules = ({ run }) => (run.rules.length === 0
    ? h('p', { class: 'tg-none' }, 'The connector has no rules: every event passes.')
    : h('ul', { class: 'tg-rules' }, run.rules.map((rule) => {
        const [tone, word, icon] = verdict(rule);
        return h('li', [
            h('span', { class: ['tg-status', `tg-${tone}`] }, [h(Icon, { name: icon, size: 14 }), h('span', word)]),
            ' ', h('code', h(Text, { value: rule.rule, max: 500 })),
            rule.error ? h('p', { class: 'tg-field-error' }, h(Text, { value: rule.error, max: 500 })) : null,
        ]);
    })));
Rules.props = ['run'];

export const Before = ({ run }) => run.before.map((hook) => h(Fold, { key: hook.step, title: `The event after ${hook.name.slice(0, 100)}` },
    () => h(Payload, { value: hook.event, label: `The event after ${hook.step}` })));
Before.props = ['run'];

const cell = (field, key) => (key in field ? h(Text, { value: JSON.stringify(field[key]), max: 200, mono: true }) : h('span', { class: 'tg-none' }, 'nothing'));

function way(field) {
    if (field.error) {
        return h('span', { class: 'tg-field-error' }, h(Text, { value: field.error, max: 300 }));
    }
    if (!('value' in field)) {
        return h('span', { class: 'tg-none' }, 'left out');
    }
    const by = field.converters.map((c) => c.converter).concat(field.defaulted ? ['default'] : []);
    return [cell(field, 'value'), by.length > 0 ? h('span', { class: 'tg-quiet-text' }, [' by ', h(Text, { value: by.join(', '), max: 120 })]) : null];
}

export const Mapped = ({ run }) => (run.mapping.length === 0 ? null : h('table', { class: 'tg-small-table tg-mapped' }, [
    h('caption', { class: 'visually-hidden' }, 'Each mapped field'),
    h('thead', h('tr', ['Target', 'Source', 'Selected', 'Value'].map((t) => h('th', { scope: 'col' }, t)))),
    h('tbody', run.mapping.map((field) => h('tr', { key: field.target }, [
        h('th', { scope: 'row' }, h(Text, { value: field.target, max: 120, mono: true })),
        h('td', { 'data-label': 'Source' }, h(Text, { value: field.source, max: 160, mono: true })),
        h('td', { 'data-label': 'Selected' }, cell(field, 'selected')),
        h('td', { 'data-label': 'Value' }, way(field)),
    ]))),
]));
Mapped.props = ['run'];
