// Request {request, label} and Answer: one exchange with a third party, as text.
//   request: {method, url, headers, body, bodyEncoding}; of an action of an inflow, its match and profile are shown.
//
//   h(Request, { request: delivery.request })
import { h } from '../../lib/vue.js';
import { Facts, Payload, Text } from '../../ui/kit.js';
import { Fold } from './fold.js';

const headers = (all) => h('table', { class: 'tg-small-table' }, [
    h('caption', { class: 'visually-hidden' }, 'Headers'),
    h('tbody', Object.entries(all).map(([name, text]) => h('tr', [h('th', { scope: 'row' }, h(Text, { value: name, max: 100 })), h('td', h(Text, { value: text, max: 500, mono: true }))]))),
]);

function parsed(text) {
    try {
        return JSON.parse(text);
    } catch (notJson) {
        return null;
    }
}

const action = (request, body) => [
    h(Facts, { items: [
        ['Action', h('code', h(Text, { value: request.url.replace('identity:', ''), max: 80 }))],
        ...Object.entries(body.match ?? {}).map(([field, values]) => [`Found by ${field.slice(0, 60)}`, h(Text, { value: Array.isArray(values) ? values.join(', ') : values, max: 120 })]),
    ] }),
    body.profile === undefined ? null : h(Payload, { value: body.profile, label: 'Profile to write' }),
    body.object === undefined ? null : h(Payload, { value: body.object, label: 'Object to write' }),
];

export const Request = ({ request, label }) => {
    const body = request.method === 'ACTION' && typeof request.body === 'string' ? parsed(request.body) : request.method === 'ACTION' ? request.body : null;
    if (body && typeof body === 'object') {
        return h('div', { class: 'tg-exchange' }, action(request, body));
    }
    const many = Object.keys(request.headers ?? {}).length;
    return h('div', { class: 'tg-exchange' }, [
        h('p', { class: 'tg-line-of-request' }, [h('strong', h(Text, { value: request.method, max: 20 })), ' ', h(Text, { value: request.url, max: 2000, mono: true })]),
        many > 0 ? h(Fold, { title: `Headers (${many})` }, () => headers(request.headers)) : null,
        h(Payload, { value: request.body, label: label ?? 'Request body' }),
        request.bodyEncoding === 'base64' ? h('p', { class: 'tg-hint' }, 'The body is no text: it is shown as base64.') : null,
    ]);
};
Request.props = ['request', 'label'];
