// One failed query: why it failed and where, the exact request and its answer, and what can be done.
import { h, reactive } from '../lib/vue.js';
import { get } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, Status, Button, Facts, Payload, Text, Time, Loading, toast, plural } from '../ui/kit.js';
import { Explanation } from './life/explanation.js';
import { Request } from './life/request.js';
import { isOperator, stageWord } from './life/words.js';
import { replay, discard } from './failed/resolve.js';
import { EditForm } from './failed/edit-form.js';

const facts = (q) => h(Facts, { items: [
    ['Connector', h('a', { href: link(`/connectors/${seg(q.connector)}`) }, h(Text, { value: q.connector, max: 80 }))],
    ['Failed at', stageWord(q.stage)],
    ['Failed', h(Time, { value: q.failedAt, exact: true })],
    q.firstAttemptAt ? ['First attempt', h(Time, { value: q.firstAttemptAt, exact: true })] : null,
    ['Attempts', String(q.attempts)],
    ['Subject', q.subject ? h('a', { href: link('/failed', { subject: q.subject }) }, h(Text, { value: q.subject, max: 80 })) : null],
    ['Event', h(Text, { value: q.eventId, max: 80, mono: true })],
    ['Delivery', h('a', { href: link(`/deliveries/${q.deliveryId}`) }, `Its whole life`)],
    q.resolvedAt ? [q.state === 'replayed' ? 'Replayed' : 'Discarded', [h(Time, { value: q.resolvedAt }), ' by ', h(Text, { value: q.resolvedBy, max: 80 })]] : null,
] });

const request = (q) => ({ method: q.method, url: q.url, headers: q.requestHeaders, body: q.requestBody, bodyEncoding: q.requestBodyEncoding });
const mayEdit = (q) => q.url !== null && q.method !== 'ACTION' && /^https?:/.test(q.url);

export default {
    title: 'Failed query',
    props: ['params', 'query'],
    setup(props) {
        const state = reactive({ busy: '', editing: false });
        const page = useLoad(() => get(`/api/failed-queries/${seg(props.params.id)}`), { live: true, watch: () => [props.params.id] });
        const act = async (name, work) => {
            state.busy = name;
            try {
                await work(page.data);
                await page.reload();
            } catch (problem) {
                toast(problem.detail, { kind: 'bad' });
                page.reload();
            } finally {
                state.busy = '';
            }
        };
        const edited = () => {
            state.editing = false;
            page.reload();
        };
        const ways = (q) => h(Card, { title: 'What can be done' }, () => (state.editing ? h(EditForm, { query: q, onDone: edited, onClose: () => (state.editing = false) }) : h('div', { class: 'tg-choices' }, [
            q.url === null ? null : h('div', [h(Button, { kind: 'primary', icon: 'replay', busy: state.busy === 'as it was', onClick: () => act('as it was', (one) => replay(one, {})) }, () => 'Replay as it was'), h('p', 'The same request again, with the same Idempotency-Key.')]),
            h('div', [h(Button, { kind: q.url === null ? 'primary' : 'secondary', icon: 'bolt', busy: state.busy === 'event', onClick: () => act('event', (one) => replay(one, { from: 'event' })) }, () => 'Replay from the event'), h('p', 'Today’s connector starts over: rules, hooks, mapping, request.')]),
            mayEdit(q) ? h('div', [h(Button, { icon: 'edit', onClick: () => (state.editing = true) }, () => 'Edit, then replay'), h('p', 'Another URL, other headers or another body for this one request.')]) : null,
            h('div', [h(Button, { kind: 'danger', icon: 'trash', busy: state.busy === 'discard', onClick: () => act('discard', discard) }, () => 'Discard'), h('p', 'It is not needed any more.')]),
        ])));
        const body = (q) => [
            h(Explanation, { of: q.explanation, reason: q.error }),
            q.state === 'open' && isOperator() ? ways(q) : null,
            h(Card, () => facts(q)),
            q.url === null ? null : h(Card, { title: 'Request' }, () => [h(Request, { request: request(q) }), h('p', { class: 'tg-hint' }, 'Secrets stand as references; they are put in at each send.')]),
            q.responseStatus === null && !q.responseBody ? null : h(Card, { title: q.responseStatus === null ? 'Response' : `Response ${q.responseStatus}` }, () => h(Payload, { value: q.responseBody, label: 'Response body' })),
            q.url === null ? h('p', { class: 'tg-quiet-text' }, `It failed before a request was made; ${plural(q.attempts, 'attempt')} went out.`) : null,
        ];
        return () => h(Page, {
            title: page.data ? `${page.data.eventType} → ${page.data.connector}` : `Failed query ${props.params.id}`,
            crumbs: [{ text: 'Failed queries', href: '#/failed' }, { text: `Failed query ${props.params.id}`.slice(0, 80) }],
        }, {
            badge: () => (page.data ? h(Status, { value: page.data.state }) : null),
            default: () => h(Loading, { page }, () => body(page.data)),
        });
    },
};
