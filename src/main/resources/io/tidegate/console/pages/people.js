import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'People',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'People' }, () => h('p', 'This page is not there yet.')),
};
