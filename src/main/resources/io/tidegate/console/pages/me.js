// One's own account: who one is, the password, the sessions.
import { h } from '../lib/vue.js';
import { get, put, del } from '../api.js';
import { useLoad } from '../load.js';
import { seg } from '../router.js';
import { Page, Card, DataTable, Button, Facts, Text, Time, Loading, Status, toast } from '../ui/kit.js';
import { useForm, needed, carryOut, Sheet } from './admin/form.js';
import { LEAST } from './entry.js';

const BY = { password: 'name and password', oidc: 'the organisation’s sign-in', token: 'an API token' };

function check(values) {
    const mistakes = needed({ old: 'The password of today', new: 'A new password' })(values);
    if (!mistakes.new && values.new.length < LEAST) {
        mistakes.new = `${values.new.length} characters; at least ${LEAST} are needed`;
    }
    if (values.again !== values.new) {
        mistakes.again = 'This is another password than the one above';
    }
    return mistakes;
}

export default {
    title: 'Your account',
    props: ['params', 'query'],
    setup() {
        const page = useLoad(() => get('/api/me'));
        const form = useForm({ old: '', new: '', again: '' }, check);
        const save = form.submit(async (values) => {
            await put('/api/me/password', { old: values.old, new: values.new });
            form.clear();
            toast('The password is changed');
            page.reload();
        });
        const end = async (s) => {
            if (await carryOut(() => del(`/api/me/sessions/${seg(s.id)}`), 'That session has ended')) {
                page.reload();
            }
        };
        const columns = [
            { key: 'agent', title: 'Browser', render: (s) => h(Text, { value: s.agent, max: 80 }) },
            { key: 'from', title: 'Address', render: (s) => h(Text, { value: s.from, max: 60, mono: true }) },
            { key: 'startedAt', title: 'Began', render: (s) => h(Time, { value: s.startedAt }) },
            { key: 'lastSeenAt', title: 'Last seen', render: (s) => h(Time, { value: s.lastSeenAt }) },
            { key: 'expiresAt', title: 'Ends', render: (s) => h(Time, { value: s.expiresAt }) },
            { key: 'do', title: 'Change', render: (s) => (s.current ? h(Status, { value: 'active', text: 'this one' }) : h(Button, { small: true, icon: 'out', label: `End the session from ${s.from}`, onClick: () => end(s) }, () => 'End')) },
        ];
        const body = (me) => [
            h(Card, () => h(Facts, { items: [['Name', h(Text, { value: me.name, max: 100 })], ['Role', me.role], ['Signed in by', BY[me.by] ?? me.by], me.expiresAt ? ['Until', h(Time, { value: me.expiresAt, exact: true })] : null] })),
            me.by === 'password' ? h(Card, { title: 'Change the password' }, () => h(Sheet, { form, action: 'Change it', closable: false, onSubmit: save }, () => [
                h(form.Input, { name: 'old', label: 'Password of today', type: 'password', autocomplete: 'current-password', required: true }),
                h(form.Input, { name: 'new', label: 'New password', type: 'password', autocomplete: 'new-password', required: true, hint: `At least ${LEAST} characters; a few words are good.` }),
                h(form.Input, { name: 'again', label: 'New password again', type: 'password', autocomplete: 'new-password', required: true }),
            ])) : null,
            (me.sessions ?? []).length > 0 ? h(Card, { title: 'Sessions', flush: true }, () => h(DataTable, { caption: 'Your sessions', columns, rows: me.sessions })) : null,
        ];
        return () => h(Page, { title: 'Your account' }, () => h(Loading, { page }, () => body(page.data)));
    },
};
