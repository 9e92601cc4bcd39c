// Named credentials: set and deleted here, never shown.
import { h, reactive } from '../lib/vue.js';
import { put, del } from '../api.js';
import { useList } from '../load.js';
import { seg } from '../router.js';
import { can } from '../session.js';
import { Page, Card, DataTable, Button, Dialog, Text, Time, Status, sure, toast } from '../ui/kit.js';
import { useForm, needed, carryOut, Sheet } from './admin/form.js';

const from = (s) => (s.from === 'environment' ? [h('span', 'the environment: '), h(Text, { value: s.variable, mono: true })] : 'set here');

export default {
    title: 'Secrets',
    props: ['params', 'query'],
    setup() {
        const list = useList('/api/secrets', () => ({}), { live: () => false }); // anew when its tab is seen again
        const state = reactive({ open: false, known: false });
        const form = useForm({ name: '', text: '' }, needed({ name: 'A name', text: 'The secret' }));
        const ask = (name) => {
            form.clear();
            form.values.name = name ?? '';
            Object.assign(state, { open: true, known: Boolean(name) });
        };
        const close = () => {
            form.clear();
            state.open = false;
        };
        const save = form.submit(async ({ name, text }) => {
            await put(`/api/secrets/${seg(name)}`, { text });
            close();
            toast(`${name} is set`);
            list.reload();
        });
        const remove = async (s) => {
            const yes = await sure({ title: `Delete the secret ${s.name}?`, text: 'Requests that name it fail until it is set again. This cannot be undone.', action: 'Delete', danger: true });
            if (yes && await carryOut(() => del(`/api/secrets/${seg(s.name)}`), `${s.name} is deleted`)) {
                list.reload();
            }
        };
        const columns = [
            { key: 'name', title: 'Name', render: (s) => h(Text, { value: s.name, mono: true }) },
            { key: 'from', title: 'From', render: from },
            { key: 'setAt', title: 'Set', render: (s) => h(Time, { value: s.setAt }) },
            { key: 'setBy', title: 'By', render: (s) => h(Text, { value: s.setBy, max: 60 }) },
            { key: 'error', title: 'State', render: (s) => (s.error ? [h(Status, { value: 'broken' }), ' ', h(Text, { value: s.error })] : h(Status, { value: 'ok', text: 'usable' })) },
            { key: 'do', title: 'Change', hidden: !can('author'), render: (s) => (s.from === 'environment' ? '' : h('div', { class: 'tg-actions' }, [
                h(Button, { small: true, icon: 'edit', label: `Set ${s.name} anew`, onClick: () => ask(s.name) }, () => 'Set anew'),
                h(Button, { small: true, icon: 'trash', label: `Delete ${s.name}`, onClick: () => remove(s) }, () => 'Delete'),
            ])) },
        ];
        return () => h(Page, { title: 'Secrets', subtitle: 'Connectors name a credential as {{secret:name}}. What is set here is encrypted and never shown again.' }, {
            actions: () => (can('author') ? h(Button, { kind: 'primary', icon: 'plus', onClick: () => ask() }, () => 'Set a secret') : null),
            default: () => [
                h(Card, { flush: true }, () => h(DataTable, {
                    caption: 'Secrets', columns, rows: list.items, rowKey: (s) => s.name, loading: list.loading, problem: list.problem, empty: 'No secret is set yet.',
                })),
                h(Dialog, { open: state.open, title: state.known ? 'Set the secret anew' : 'Set a secret', onClose: close }, () => h(Sheet, { form, action: 'Set', onSubmit: save, onClose: close }, () => [
                    state.known ? h('p', [h('strong', h(Text, { value: form.values.name, mono: true })), ': what was set before is replaced, at once also for requests that wait.'])
                        : h(form.Input, { name: 'name', label: 'Name', hint: 'Small letters, digits and hyphens, such as crm-token.', mono: true, required: true, autocomplete: 'off' }),
                    h(form.Input, { name: 'text', label: 'Secret', type: 'password', required: true, autocomplete: 'new-password', hint: 'It cannot be read back.' }),
                ])),
            ],
        });
    },
};
