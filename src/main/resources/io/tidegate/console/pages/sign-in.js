// Name and password, or the organisation's own sign-in.
import { h } from '../lib/vue.js';
import { session, signIn } from '../session.js';
import { Button } from '../ui/kit.js';
import { entryPage, NAME } from './entry.js';

const more = () => [
    session.oidc ? h('p', h(Button, { href: '/console/oidc', class: 'tg-full' }, () => session.oidc)) : null,
    session.setup ? h('p', 'Nobody can sign in yet: open the link that Tidegate printed at its first start. It makes the first administrator.') : null,
    session.problem ? h('p', session.problem.detail) : null,
];

export default entryPage({
    title: 'Sign in to Tidegate',
    fields: [NAME, { name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }],
    action: 'Sign in',
    send: (form) => signIn(form.name, form.password),
    more,
});
