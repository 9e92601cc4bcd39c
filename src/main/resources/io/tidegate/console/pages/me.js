import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Your account',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Your account' }, () => h('p', 'This page is not there yet.')),
};
