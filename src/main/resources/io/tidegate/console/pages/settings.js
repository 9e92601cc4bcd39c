import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Settings',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Settings' }, () => h('p', 'This page is not there yet.')),
};
