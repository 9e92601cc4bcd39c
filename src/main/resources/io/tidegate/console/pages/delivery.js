import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Delivery',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Delivery' }, () => h('p', 'This page is not there yet.')),
};
