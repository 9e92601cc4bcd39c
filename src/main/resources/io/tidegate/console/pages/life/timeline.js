// Timeline {steps}: what happened to a delivery, in order, as a list: [{ key, icon, tone, title, at, body() }]; null steps are left out.
// tone: good, bad, wait, off, calm, or none for what has not come to be.
//
//   h(Timeline, { steps: stepsOf(life) })
import { h } from '../../lib/vue.js';
import { Icon, Time } from '../../ui/kit.js';

const WORD = { good: 'done', bad: 'failed', wait: 'waiting', off: 'not done', calm: 'under way' };

export const Timeline = ({ steps }) => h('ol', { class: 'tg-timeline' }, steps.filter(Boolean).map((step) =>
    h('li', { key: step.key, class: `tg-step tg-step-${step.tone ?? 'none'}` }, [
        h('span', { class: 'tg-step-icon' }, h(Icon, { name: step.icon, size: 16 })),
        h('section', { class: 'tg-step-body', 'aria-label': step.label ?? step.title }, [
            h('h3', [step.title, h('span', { class: 'visually-hidden' }, step.tone ? ` (${WORD[step.tone]})` : ''), step.at ? h('span', { class: 'tg-step-at' }, h(Time, { value: step.at, exact: true })) : null]),
            step.body?.(),
        ]),
    ])));
Timeline.props = ['steps'];
