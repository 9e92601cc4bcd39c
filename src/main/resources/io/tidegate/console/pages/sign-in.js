// Name and password, or the organisation's own sign-in.
import { h } from '../lib/vue.js';
import { session, signIn, wanted } from '../session.js';
import { withQuery } from '../api.js';
import { Button, ErrorBox } from '../ui/kit.js';
import { entryPage, NAME } from './entry.js';

const before = () => (session.oidc?.problem ? h(ErrorBox, { title: 'You could not be signed in', problem: { detail: session.oidc.problem } }) : null);

const ALONE = 'Nobody can sign in yet: open the link that Tidegate printed at its first start. It makes the first administrator.';
const BESIDE = 'Nobody was here yet. The link that Tidegate printed at its first start makes an administrator with a password.';

const more = () => [
    session.oidc ? h('p', h(Button, { href: withQuery(session.oidc.href, { next: wanted() }), class: 'tg-full' }, () => session.oidc.title)) : null,
    session.setup ? h('p', session.oidc ? BESIDE : ALONE) : null,
    session.problem ? h('p', session.problem.detail) : null,
];

export default entryPage({
    title: 'Sign in to Tidegate',
    fields: [NAME, { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }],
    action: 'Sign in',
    send: (form) => signIn(form.name, form.password),
    before,
    more,
});
