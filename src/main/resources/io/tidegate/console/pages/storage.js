import { h } from '../lib/vue.js';
import { Page } from '../ui/kit.js';

export default {
    title: 'Storage and cookies',
    props: ['params', 'query'],
    setup: () => () => h(Page, { title: 'Storage and cookies' }, () => h('p', 'This page is not there yet.')),
};
