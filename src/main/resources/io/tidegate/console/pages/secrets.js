import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Secrets',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Secrets' }, () => h('p', 'This page is not there yet.')),
};
