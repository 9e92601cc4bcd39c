// Who is signed in, and what they may do.
//
//   session.name, session.role, session.setup   (reactive; name is null signed out)
//   session.oidc      {title, href, problem}: the organisation's sign-in, and why it sent one back; null: there is none
//   can('operator')   true if the role is that or more
import { reactive } from './lib/vue.js';
import { ask, get, post, onSignedOut } from './api.js';
import { route, go, replace } from './router.js';

const ROLES = ['viewer', 'operator', 'author', 'admin'];

export const session = reactive({ known: false, name: null, role: null, expiresAt: null, setup: false, oidc: null });

export const can = (role) => session.role !== null && ROLES.indexOf(session.role) >= ROLES.indexOf(role);

const OPEN = ['/sign-in', '/setup', '/invitation'];

/** Pages that are shown to anyone. */
export const isOpen = (path) => OPEN.some((open) => path === open || path.startsWith(`${open}/`));

function take(who) {
    session.name = who?.name ?? null;
    session.role = who?.role ?? null;
    session.expiresAt = who?.expiresAt ?? null;
}

export async function loadSession() {
    try {
        const answer = await get('/console/session');
        take(answer.signedIn);
        session.setup = answer.setup === true;
        session.oidc = answer.oidc ?? null;
    } finally {
        session.known = true;
    }
}

/** Where one wanted to go when one was asked to sign in; null: nowhere. */
export const wanted = () => {
    const next = route.query.next;
    return next && next.startsWith('/') && !isOpen(next) ? next : null;
};

const entered = (who) => {
    take(who);
    session.setup = false;
    if (session.oidc) {
        session.oidc.problem = null;
    }
    replace(wanted() ?? '/');
};

export const signIn = async (name, password) => entered(await post('/console/session', { name, password }));
export const setUp = async (token, name, password) => entered(await post('/console/setup', { token, name, password }));
export const acceptInvitation = async (token, password) => entered(await post('/console/invitation', { token, password }));

export async function signOut() {
    await ask('DELETE', '/console/session');
    take(null);
    go('/sign-in');
}

onSignedOut(() => {
    take(null);
    if (!isOpen(route.path)) {
        const query = new URLSearchParams(route.query).toString();
        replace('/sign-in', { next: route.path === '/' ? '' : route.path + (query ? `?${query}` : '') });
    }
});
