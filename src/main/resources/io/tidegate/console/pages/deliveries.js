import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Deliveries',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Deliveries' }, () => h('p', 'This page is not there yet.')),
};
