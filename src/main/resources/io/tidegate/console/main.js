// The console: which page stands at which address, and the shell around them.
import { createApp, h, shallowRef, watch, nextTick, onErrorCaptured } from './lib/vue.js';
import { route, match, startRouter, replace } from './router.js';
import { session, loadSession, isOpen } from './session.js';
import { Shell } from './shell.js';
import { ErrorBox } from './ui/error.js';
import { Page } from './ui/page.js';
import { Questions } from './ui/dialog.js';
import { Toasts } from './ui/toast.js';

// [path, the page's file, the navigation's entry]; the first that fits.
const ROUTES = [
    ['/', () => import('./pages/overview.js'), '/'],
    ['/connectors', () => import('./pages/connectors.js'), '/connectors'],
    ['/connectors/new', () => import('./pages/connector-new.js'), '/connectors'],
    ['/connectors/:id/edit', () => import('./pages/connector-edit.js'), '/connectors'],
    ['/connectors/:id/:tab?', () => import('./pages/connector.js'), '/connectors'],
    ['/deliveries', () => import('./pages/deliveries.js'), '/deliveries'],
    ['/deliveries/:id', () => import('./pages/delivery.js'), '/deliveries'],
    ['/events/:id', () => import('./pages/event.js'), '/deliveries'],
    ['/failed', () => import('./pages/failed.js'), '/failed'],
    ['/failed/:id', () => import('./pages/failed-query.js'), '/failed'],
    ['/jobs', () => import('./pages/jobs.js'), '/jobs'],
    ['/jobs/:id', () => import('./pages/jobs.js'), '/jobs'],
    ['/backfills', () => import('./pages/backfills.js'), '/backfills'],
    ['/secrets', () => import('./pages/secrets.js'), '/secrets'],
    ['/tokens', () => import('./pages/tokens.js'), '/tokens'],
    ['/people', () => import('./pages/people.js'), '/people'],
    ['/audit', () => import('./pages/audit.js'), '/audit'],
    ['/settings', () => import('./pages/settings.js'), '/settings'],
    ['/storage', () => import('./pages/storage.js'), '/storage'],
    ['/me', () => import('./pages/me.js'), '/me'],
    ['/sign-in', () => import('./pages/sign-in.js'), null],
    ['/setup/:token?', () => import('./pages/setup.js'), null],
    ['/invitation/:token?', () => import('./pages/invitation.js'), null],
];

const Missing = {
    setup: () => () => h(Page, { title: 'There is nothing here' }, () => h('p', ['No page has this address. ', h('a', { href: '#/' }, 'Go to the overview')])),
};

const Broken = {
    props: ['problem'],
    setup: (props) => () => h(Page, { title: 'This page could not be shown' }, () => h(ErrorBox, { problem: props.problem })),
};

const App = {
    setup() {
        const shown = shallowRef(null);
        let first = true;

        async function show() {
            const found = match(ROUTES, route.path);
            const visit = route.visit;
            let component = Missing;
            let problem = null;
            try {
                component = found ? (await found.page()).default : Missing;
            } catch (failure) {
                component = Broken;
                problem = failure;
            }
            if (visit !== route.visit) {
                return;
            }
            const key = found ? `${found.page}${JSON.stringify({ ...found.params, tab: undefined })}` : route.path;
            // alone stands here and not in the frame: until the next page is there the one before keeps its place
            shown.value = { component, problem, key, alone: isOpen(route.path), section: found?.section ?? null, params: found?.params ?? {} };
            await nextTick();
            if (!first) {
                document.getElementById('tg-heading')?.focus({ preventScroll: true });
                scrollTo(0, 0);
            }
            first = false;
        }

        const gate = () => {
            if (session.known && session.name === null && !isOpen(route.path)) {
                const query = new URLSearchParams(route.query).toString();
                replace('/sign-in', { next: route.path === '/' ? '' : route.path + (query ? `?${query}` : '') });
            }
        };
        watch(() => [route.visit, session.known, session.name], () => {
            gate();
            if (session.known) {
                show();
            }
        }, { immediate: true });

        onErrorCaptured((failure) => {
            console.error(failure);
            shown.value = { ...shown.value, component: Broken, problem: failure, key: `broken ${route.visit}` };
            return false;
        });

        return () => {
            if (shown.value === null) {
                return h('div', { class: 'tg-start', role: 'status', 'aria-label': 'Loading' });
            }
            const { component, problem, key, alone, section, params } = shown.value;
            const page = h(component, component === Broken ? { key, problem } : { key, params, query: route.query });
            return [
                alone ? h('main', { class: 'tg-alone', id: 'tg-main' }, page) : h(Shell, { section }, () => page),
                h(Questions),
                h(Toasts),
            ];
        };
    },
};

startRouter();
createApp(App).mount('#app');
loadSession().catch((problem) => {
    session.known = true;
    session.problem = problem;
});
