// One delivery: what happened to one event in one connector, from beginning to end.
import { h, ref, watch } from '../lib/vue.js';
import { post } from '../api.js';
import { useLoad } from '../load.js';
import { link, seg } from '../router.js';
import { Page, Card, Status, Button, Facts, Text, Time, Loading, sure, toast } from '../ui/kit.js';
import { loadLife } from './life/load.js';
import { stepsOf } from './life/steps.js';
import { Timeline } from './life/timeline.js';
import { Trace } from './life/trace.js';
import { useDryRun } from './life/dry-run.js';
import { isOperator } from './life/words.js';
import { replay, discard } from './failed/resolve.js';

const facts = (d) => h(Facts, { items: [
    ['Connector', h('a', { href: link(`/connectors/${seg(d.connector)}`) }, h(Text, { value: d.connector, max: 80 }))],
    ['Subject', d.subject ? h('a', { href: link('/deliveries', { subject: d.subject }) }, h(Text, { value: d.subject, max: 80 })) : null],
    ['Created', h(Time, { value: d.createdAt })],
    d.finishedAt ? ['Finished', h(Time, { value: d.finishedAt })] : null,
    ['Attempts', String(d.attempts.length)],
    d.origin ? ['Change of', h(Text, { value: d.origin, max: 80 })] : null,
    ['Idempotency-Key', h(Text, { value: d.idempotencyKey, max: 80, mono: true })],
] });

export default {
    title: 'Delivery',
    props: ['params', 'query'],
    setup(props) {
        const busy = ref('');
        const page = useLoad(() => loadLife(props.params.id), { live: (change) => !page.data || change.connectors?.includes(page.data.delivery.connector) !== false, watch: () => [props.params.id] });
        const today = useDryRun(() => page.data?.delivery);
        watch(() => page.data, () => today.ask());

        const act = async (name, work) => {
            busy.value = name;
            try {
                await work();
                await page.reload();
            } catch (problem) {
                toast(problem.detail, { kind: 'bad' });
            } finally {
                busy.value = '';
            }
        };
        const again = async (d) => {
            if (await sure({ title: 'Run the after hooks again?', text: 'The request is not repeated; the hooks see its event, request and response.', action: 'Run them again' })) {
                await act('after', async () => {
                    await post(`/api/deliveries/${seg(d.id)}/after`);
                    toast('The after hooks run again');
                });
            }
        };
        const actions = ({ delivery, queries }) => {
            const open = queries.find((q) => q.state === 'open');
            return isOperator() ? [
                open ? h(Button, { kind: 'primary', icon: 'replay', busy: busy.value === 'replay', onClick: () => act('replay', () => replay(open, {})) }, () => 'Replay as it was') : null,
                open ? h(Button, { href: link(`/failed/${open.id}`), icon: 'edit' }, () => 'More ways to replay') : null,
                open ? h(Button, { kind: 'danger', icon: 'trash', busy: busy.value === 'discard', onClick: () => act('discard', () => discard(open)) }, () => 'Discard') : null,
                ['done', 'failed'].includes(delivery.after) ? h(Button, { icon: 'code', busy: busy.value === 'after', onClick: () => again(delivery) }, () => 'Run after hooks again') : null,
            ] : [];
        };
        return () => h(Page, {
            title: page.data ? `${page.data.delivery.type} → ${page.data.delivery.connector}` : `Delivery ${props.params.id}`,
            crumbs: [{ text: 'Deliveries', href: '#/deliveries' }, { text: `Delivery ${props.params.id}` }],
        }, {
            badge: () => (page.data ? [h(Status, { value: page.data.delivery.status }), page.data.delivery.held ? h(Status, { value: 'held' }) : null] : null),
            actions: () => (page.data ? actions(page.data) : null),
            default: () => h(Loading, { page }, () => [
                h(Card, () => facts(page.data.delivery)),
                h(Card, { title: 'What happened' }, () => h(Timeline, { steps: stepsOf(page.data, today) })),
                page.data.trace ? h(Card, { title: 'Its place in the trace' }, () => h(Trace, { trace: page.data.trace, at: page.data.delivery.id })) : null,
            ]),
        });
    },
};
