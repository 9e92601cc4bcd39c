// API tokens: made, shown once, revoked.
import { h, reactive } from '../lib/vue.js';
import { post, del } from '../api.js';
import { useList } from '../load.js';
import { seg } from '../router.js';
import { Page, Card, DataTable, Button, Dialog, Text, Time, Status, sure } from '../ui/kit.js';
import { useForm, needed, carryOut, Sheet, ROLES } from './admin/form.js';
import { Once } from './admin/once.js';

const DAYS = [{ value: '30', text: 'in 30 days' }, { value: '90', text: 'in 90 days' }, { value: '365', text: 'in a year' }, { value: '', text: 'never' }];
const isOver = (t) => t.expiresAt !== null && new Date(t.expiresAt) < new Date();

export default {
    title: 'Tokens',
    props: ['params', 'query'],
    setup() {
        const list = useList('/api/tokens', () => ({}), { live: () => false }); // anew when its tab is seen again
        const state = reactive({ open: false, made: null });
        const form = useForm({ name: '', role: 'viewer', days: '90' }, needed({ name: 'A name' }));
        const close = () => {
            form.clear();
            Object.assign(state, { open: false, made: null });
        };
        const create = form.submit(async ({ name, role, days }) => {
            const expiresAt = days === '' ? undefined : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
            state.made = await post('/api/tokens', { name, role, expiresAt });
            list.reload();
        });
        const revoke = async (t) => {
            const yes = await sure({ title: `Revoke the token ${t.name}?`, text: 'Whoever uses it is refused from now on. This cannot be undone.', action: 'Revoke', danger: true });
            if (yes && await carryOut(() => del(`/api/tokens/${seg(t.id)}`), `${t.name} is revoked`)) {
                list.reload();
            }
        };
        const columns = [
            { key: 'name', title: 'Name', render: (t) => h(Text, { value: t.name, max: 80 }) },
            { key: 'role', title: 'Role' },
            { key: 'expiresAt', title: 'Expires', render: (t) => (t.expiresAt === null ? 'never' : isOver(t) ? h(Status, { value: 'failed', text: 'expired' }) : h(Time, { value: t.expiresAt })) },
            { key: 'lastUsedAt', title: 'Last used', render: (t) => (t.lastUsedAt ? h(Time, { value: t.lastUsedAt }) : 'never') },
            { key: 'createdAt', title: 'Made', render: (t) => [h(Time, { value: t.createdAt }), ' by ', h(Text, { value: t.createdBy, max: 60 })] },
            { key: 'do', title: 'Change', render: (t) => h(Button, { small: true, icon: 'trash', label: `Revoke ${t.name}`, onClick: () => revoke(t) }, () => 'Revoke') },
        ];
        const made = () => [
            h(Once, { value: state.made.token, label: 'The token', hint: 'It is shown this once: only a hash of it is kept. Send it as the header Authorization: Bearer …' }),
            h('div', { class: 'tg-dialog-foot' }, h(Button, { kind: 'primary', onClick: close }, () => 'I have it')),
        ];
        const ask = () => h(Sheet, { form, action: 'Make it', onSubmit: create, onClose: close }, () => [
            h(form.Input, { name: 'name', label: 'Name', hint: 'Who or what will use it; the audit log names it.', required: true, autocomplete: 'off' }),
            h(form.Input, { name: 'role', label: 'Role', type: 'select', options: ROLES }),
            h(form.Input, { name: 'days', label: 'Expires', type: 'select', options: DAYS }),
        ]);
        return () => h(Page, { title: 'Tokens', subtitle: 'For programs that use the management API. Each has a role, and none is shown again.' }, {
            actions: () => h(Button, { kind: 'primary', icon: 'plus', onClick: () => (state.open = true) }, () => 'Make a token'),
            default: () => [
                h(Card, { flush: true }, () => h(DataTable, { caption: 'Tokens', columns, rows: list.items, loading: list.loading, problem: list.problem, empty: 'There is no token yet.' })),
                h(Dialog, { open: state.open, title: state.made ? `The token ${state.made.name}` : 'Make a token', onClose: close }, () => (state.made ? made() : ask())),
            ],
        });
    },
};
