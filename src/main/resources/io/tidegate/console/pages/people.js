// Who may sign in, and as what.
import { h, reactive } from '../lib/vue.js';
import { post, patch, del } from '../api.js';
import { useList } from '../load.js';
import { seg } from '../router.js';
import { session } from '../session.js';
import { Page, Card, DataTable, Button, Dialog, Text, Time, Status, Facts, sure, plural } from '../ui/kit.js';
import { useForm, needed, carryOut, Sheet, ROLES } from './admin/form.js';
import { Once } from './admin/once.js';

const HOW = { password: 'password', oidc: 'the organisation’s sign-in', invited: 'invited' };
const path = (person) => `/api/people/${seg(person.name)}`;
const state = (p) => (!p.active ? h(Status, { value: 'inactive' }) : p.signIn === 'invited' ? h(Status, { value: 'invited' }) : h(Status, { value: 'active' }));

export default {
    title: 'People',
    props: ['params', 'query'],
    setup() {
        const list = useList('/api/people', () => ({}), { live: () => false }); // anew when its tab is seen again
        const shown = reactive({ adding: false, person: null, link: null });
        const form = useForm({ name: '', role: 'viewer' }, needed({ name: 'A name' }));
        const change = useForm({ role: 'viewer' });
        const close = () => {
            form.clear();
            Object.assign(shown, { adding: false, person: null, link: null });
        };
        const invited = (person) => Object.assign(shown, { adding: false, person: null, link: { name: person.name, url: new URL(person.invitation, location.href).href, until: person.invitationExpiresAt } });
        const add = form.submit(async (values) => {
            invited(await post('/api/people', values));
            list.reload();
        });
        const edit = (person) => {
            change.clear();
            change.values.role = person.role;
            shown.person = person;
        };
        const save = change.submit(async ({ role }) => {
            await patch(path(shown.person), { role });
            close();
            list.reload();
        });
        const act = async (work, said) => {
            if (await carryOut(work, said)) {
                close();
                list.reload();
            }
        };
        const asked = async (question, work, said) => {
            if (await sure({ danger: true, ...question })) {
                await act(work, said);
            }
        };
        const newLink = (p) => carryOut(async () => invited(await post(`${path(p)}/invitation`)));
        const switched = (p) => (p.active
            ? asked({ title: `Deactivate ${p.name}?`, text: 'Their sessions end at once, and they cannot sign in until they are activated again.', action: 'Deactivate' }, () => patch(path(p), { active: false }), `${p.name} is inactive`)
            : act(() => patch(path(p), { active: true }), `${p.name} is active`));
        const remove = (p) => asked({ title: `Delete ${p.name}?`, text: 'The audit log keeps what they did. This cannot be undone.', action: 'Delete' }, () => del(path(p)), `${p.name} is deleted`);
        const signOut = (p) => act(() => del(`${path(p)}/sessions`), `${p.name} is signed out everywhere`);
        const columns = [
            { key: 'name', title: 'Name', render: (p) => h('span', [h(Text, { value: p.name, max: 80 }), p.name === session.name ? ' (you)' : null]) },
            { key: 'role', title: 'Role' },
            { key: 'state', title: 'State', render: state },
            { key: 'signIn', title: 'Signs in by', render: (p) => HOW[p.signIn] ?? p.signIn },
            { key: 'lastSignInAt', title: 'Last signed in', render: (p) => (p.lastSignInAt ? h(Time, { value: p.lastSignInAt }) : 'never') },
            { key: 'sessions', title: 'Sessions', number: true, render: (p) => String(p.sessions ?? 0) },
            { key: 'do', title: 'Change', render: (p) => h(Button, { small: true, icon: 'edit', label: `Change ${p.name}`, onClick: () => edit(p) }, () => 'Change') },
        ];
        const one = (p) => [
            h(Facts, { items: [['Made', [h(Time, { value: p.createdAt }), ' by ', h(Text, { value: p.createdBy, max: 60 })]], ['Signs in by', HOW[p.signIn] ?? p.signIn], ['Signed in', plural(p.sessions ?? 0, 'session')]] }),
            h('div', { class: 'tg-choices' }, [
                p.signIn === 'oidc' ? null : h('div', [h(Button, { icon: 'link', onClick: () => newLink(p) }, () => 'New link'), h('p', 'For whoever forgot the password, or whose invitation is over.')]),
                p.sessions ? h('div', [h(Button, { icon: 'out', onClick: () => signOut(p) }, () => 'Sign out everywhere'), h('p', 'Ends all their sessions; they may sign in again.')]) : null,
                h('div', [h(Button, { icon: p.active ? 'pause' : 'play', onClick: () => switched(p) }, () => (p.active ? 'Deactivate' : 'Activate')), h('p', p.active ? 'Keeps them, but lets them in no more.' : 'Lets them in again.')]),
                h('div', [h(Button, { kind: 'danger', icon: 'trash', onClick: () => remove(p) }, () => 'Delete'), h('p', 'For good.')]),
            ]),
            p.signIn === 'oidc' ? h('p', 'Their role is the one that the organisation’s sign-in gives, anew each time.') : h(Sheet, { form: change, action: 'Save the role', onSubmit: save, onClose: close }, () => h(change.Input, { name: 'role', label: 'Role', type: 'select', options: ROLES })),
        ];
        const link = () => [
            h(Once, { value: shown.link.url, label: 'Link to hand over', hint: 'It works once and is shown this once. Whoever opens it chooses the password.' }),
            h('p', ['It works until ', h(Time, { value: shown.link.until, exact: true }), '.']),
            h('div', { class: 'tg-dialog-foot' }, h(Button, { kind: 'primary', onClick: close }, () => 'I have it')),
        ];
        const content = () => (shown.link ? link() : shown.person ? one(shown.person) : h(Sheet, { form, action: 'Invite', onSubmit: add, onClose: close }, () => [
            h(form.Input, { name: 'name', label: 'Name', hint: 'What they sign in with, such as ann or ann@example.com.', required: true, autocomplete: 'off' }),
            h(form.Input, { name: 'role', label: 'Role', type: 'select', options: ROLES }),
        ]));
        const title = () => (shown.link ? `A link for ${shown.link.name}` : shown.person ? shown.person.name : 'Invite somebody');
        return () => h(Page, { title: 'People', subtitle: 'Who may sign in to this console, and what they may do.' }, {
            actions: () => h(Button, { kind: 'primary', icon: 'plus', onClick: () => (shown.adding = true) }, () => 'Invite somebody'),
            default: () => [
                h(Card, { flush: true }, () => h(DataTable, { caption: 'People', columns, rows: list.items, rowKey: (p) => p.name, loading: list.loading, problem: list.problem, empty: 'Nobody can sign in yet.' })),
                h(Dialog, { open: shown.adding || shown.person !== null || shown.link !== null, title: title(), onClose: close }, content),
            ],
        });
    },
};
