package io.tidegate.delivery;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The event loops, one a core. Work that is handed in from one of them stays on it, other work goes
 * to each in turn. Never wait here.
 */
public final class EventLoops implements Executor {
    private final List<Loop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    private record Loop(Thread thread, Context context) {}

    private EventLoops(List<Loop> loops) {
        this.loops = List.copyOf(loops);
    }

    /** Waits until each loop has begun; not to be called on one. */
    public static EventLoops of(Vertx vertx, int number) {
        List<Loop> loops = new CopyOnWriteArrayList<>();
        vertx.deployVerticle(
                        () ->
                                new AbstractVerticle() {
                                    @Override
                                    public void start() {
                                        loops.add(new Loop(Thread.currentThread(), context));
                                    }
                                },
                        new DeploymentOptions().setInstances(number))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return new EventLoops(loops);
    }

    int size() {
        return loops.size();
    }

    Context context(int loop) {
        return loops.get(loop).context();
    }

    /** True if the caller runs on one of them. */
    public boolean isHere() {
        return here() >= 0;
    }

    /** The loop that the caller runs on; -1 if it runs on none. */
    int here() {
        Thread current = Thread.currentThread();
        for (int i = 0; i < loops.size(); i++) {
            if (loops.get(i).thread() == current) {
                return i;
            }
        }
        return -1;
    }

    /** Runs short work on one of them in so many ms; it is forgotten when everything stops. */
    public void later(long millis, Runnable work) {
        loops.get(0).context().owner().setTimer(Math.max(1, millis), timer -> work.run());
    }

    @Override
    public void execute(Runnable work) {
        int here = here();
        int loop = here >= 0 ? here : Math.floorMod(turn.getAndIncrement(), loops.size());
        loops.get(loop).context().runOnContext(go -> work.run());
    }
}
