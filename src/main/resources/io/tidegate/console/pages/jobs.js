import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Jobs',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Jobs' }, () => h('p', 'This page is not there yet.')),
};
