import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Failed queries',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Failed queries' }, () => h('p', 'This page is not there yet.')),
};
