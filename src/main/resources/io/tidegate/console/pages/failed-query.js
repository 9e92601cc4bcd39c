import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Failed query',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Failed query' }, () => h('p', 'This page is not there yet.')),
};
