import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Overview',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Overview' }, () => h('p', 'This page is not there yet.')),
};
