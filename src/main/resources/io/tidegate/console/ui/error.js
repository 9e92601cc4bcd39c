// ErrorBox {problem, title}: what went wrong, in the API's own words, each mistake a line. Read out when it appears.
//
//   page.problem ? h(ErrorBox, { problem: page.problem }) : …
//
// Loading {page}: nothing, a placeholder or the problem, until page.data (of useLoad) is there; then its slot.
//   h(Loading, { page }, () => …)
import { h } from '../lib/vue.js';
import { Icon } from './icon.js';
import { shown } from './text.js';

export const ErrorBox = (props) => {
    const problem = props.problem;
    if (!problem) {
        return null;
    }
    const errors = problem.errors ?? [];
    return h('div', { class: 'tg-error', role: 'alert' }, [
        h(Icon, { name: 'alert' }),
        h('div', [
            h('p', { class: 'tg-error-title' }, h('bdi', shown(String(props.title ?? problem.detail ?? problem.message ?? problem).slice(0, 2000)))),
            props.title ? h('p', h('bdi', shown(String(problem.detail ?? problem.message).slice(0, 2000)))) : null,
            errors.length > 0 ? h('ul', errors.slice(0, 50).map((one) => h('li', [
                one.line ? `line ${one.line}: ` : one.pointer ? [h('code', shown(String(one.pointer))), ' '] : null,
                h('bdi', shown(String(one.detail ?? one.message ?? '').slice(0, 2000))),
            ]))) : null,
        ]),
    ]);
};
ErrorBox.props = ['problem', 'title'];

export const Loading = (props, { slots }) => {
    const page = props.page;
    if (page.data === null || page.data === undefined) {
        return page.problem ? h(ErrorBox, { problem: page.problem }) : h('div', { class: 'tg-skeleton', role: 'status', 'aria-label': 'Loading' });
    }
    return [page.problem ? h(ErrorBox, { problem: page.problem }) : null, slots.default?.(page.data)];
};
Loading.props = ['page'];
