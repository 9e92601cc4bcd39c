// Way {stages, steps, inactive}: a connector as the way of its events, from the trigger to what follows the answer, with what went through each
// step in the last day. A list in a list for screen readers; side by side for eyes.
import { h } from '../../lib/vue.js';
import { Icon, Text, number } from '../../ui/kit.js';

// [word, icon, what it is called when something ends there, the stages in it]
const GROUPS = [
    ['Trigger', 'bolt', null, ['trigger']],
    ['Verified', 'shield', 'refused', ['verify']],
    ['Rules', 'filter', 'skipped', ['rule']],
    ['Before', 'code', 'failed', ['before']],
    ['Mapping', 'swap', 'failed', ['mapping', 'sanitize']],
    ['Destination', 'target', 'failed', ['request']],
    ['After', 'flag', 'failed', ['after']],
];

function counts(seen, stopped) {
    if (!seen || seen.in === 0) {
        return h('span', { class: 'tg-path-step-counts' }, 'nothing in the last day');
    }
    const failed = seen.failed ?? 0;
    const ended = Math.max(0, seen.in - seen.out - failed);
    return h('span', { class: 'tg-path-step-counts' }, [
        h('span', `${number(seen.in)} in, `), h('span', `${number(seen.out)} on`),
        stopped === 'skipped' && ended > 0 ? [', ', h('span', `${number(ended)} skipped`)] : null,
        failed > 0 ? [', ', h('strong', { class: 'tg-path-step-bad' }, `${number(failed)} failed`)] : null,
    ]);
}

const step = (one, steps, stopped) => h('li', { key: one.step, class: 'tg-path-step' }, [
    h('span', { class: 'tg-path-step-text' }, h(Text, { value: one.text, max: 160 })),
    one.detail ? h('details', [h('summary', 'more'), h('pre', h(Text, { value: one.detail, max: 4000 }))]) : null,
    one.stage === 'trigger' && !steps[one.step] ? null : counts(steps[one.step], stopped),
]);

export const Way = (props) => {
    const groups = GROUPS.map(([word, icon, stopped, stages]) => ({ word, icon, stopped, steps: props.stages.filter((one) => stages.includes(one.stage)) })).filter((one) => one.steps.length > 0);
    return h('ol', { class: ['tg-path', { 'tg-path-off': props.inactive }], 'aria-label': 'The way of an event through this connector' }, groups.map((one) =>
        h('li', { key: one.word, class: 'tg-path-stage' }, [
            h('h3', [h(Icon, { name: one.icon }), one.word]),
            h('ul', one.steps.map((s) => step(s, props.steps, one.stopped))),
        ])));
};
Way.props = ['stages', 'steps', 'inactive'];
