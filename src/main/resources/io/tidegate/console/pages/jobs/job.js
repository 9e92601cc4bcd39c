// JobProgress {job}: how far a job is, in words and as a bar. cancelJob(job) asks first.
// whileRunning(isAny, reload): the stream tells of deliveries, not of jobs: while one runs, it is asked each second.
import { h, onBeforeUnmount } from '../../lib/vue.js';
import { del } from '../../api.js';
import { seg } from '../../router.js';
import { number, plural, sure, toast } from '../../ui/kit.js';

export const WAYS = { replay: 'Replay as it was', 'replay-from-event': 'Replay from the event', discard: 'Discard' };

export const isRunning = (job) => job.state === 'running';

export function whileRunning(isAny, reload) {
    const timer = setInterval(() => {
        if (!document.hidden && isAny()) {
            reload();
        }
    }, 1000);
    onBeforeUnmount(() => clearInterval(timer));
}

export const JobProgress = ({ job }) => {
    const total = job.total ?? 0;
    const passed = (job.done ?? 0) + (job.refused ?? 0);
    const words = total === 0 && isRunning(job) ? `${number(passed)} so far` : `${number(passed)} of ${number(total)}`;
    return h('div', { class: 'tg-progress-of' }, [
        h('progress', { class: 'tg-progress', max: Math.max(total, passed, 1), value: passed, 'aria-label': `Progress of job ${job.id}` }),
        h('span', [words, job.refused ? `, ${plural(job.refused, 'was refused', 'were refused')}` : '']),
    ]);
};
JobProgress.props = ['job'];

export async function cancelJob(job) {
    if (await sure({ title: 'Cancel this job?', text: 'What it has done stays done; the rest stays as it is.', action: 'Cancel the job', danger: true })) {
        await del(`/api/jobs/${seg(job.id)}`);
        toast('The job is cancelled');
    }
}
