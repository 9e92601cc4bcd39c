// Page {title, crumbs, subtitle}: what every page stands in: heading (h1), the way to it, actions. Sets the window's title.
//
//   h(Page, { title: 'Delivery 12', crumbs: [{ text: 'Deliveries', href: '#/deliveries' }] },
//     { default: () => …, actions: () => [h(Button, …)], badge: () => h(Status, …) })
import { h, watchEffect } from '../lib/vue.js';
import { shown } from './text.js';

export const Page = {
    props: ['title', 'crumbs', 'subtitle'],
    setup(props, { slots }) {
        watchEffect(() => {
            document.title = `${String(props.title).slice(0, 80)} · Tidegate`;
        });
        return () => h('div', { class: 'tg-page' }, [
            h('header', { class: 'tg-page-head' }, [
                h('div', { class: 'tg-page-words' }, [
                    props.crumbs?.length ? crumbs(props.crumbs) : null,
                    h('div', { class: 'tg-page-line' }, [
                        h('h1', { tabindex: -1, id: 'tg-heading' }, h('bdi', shown(String(props.title).slice(0, 200)))),
                        slots.badge?.(),
                    ]),
                    props.subtitle ? h('p', { class: 'tg-subtitle' }, props.subtitle) : null,
                ]),
                slots.actions ? h('div', { class: 'tg-actions' }, slots.actions()) : null,
            ]),
            slots.default?.(),
        ]);
    },
};

const crumbs = (all) =>
    h('nav', { class: 'tg-crumbs', 'aria-label': 'Where you are' }, h('ol', all.map((one) =>
        h('li', one.href ? h('a', { href: one.href }, h('bdi', shown(String(one.text).slice(0, 80)))) : one.text))));
