package dev.holdfast.bench.lock;

import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;

/** Redisson's lock as its documentation has it, with a lease, so that no watchdog is started. */
final class Redissons implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final long LEASE_SECONDS = 5;

    private final RedissonClient client;

    Redissons(String url) {
        var config = new Config();
        config.useSingleServer().setAddress(url);
        this.client = Redisson.create(config);
    }

    void under(long id, Runnable deed) throws InterruptedException {
        var lock = client.getLock("bench:" + id);
        if (!lock.tryLock(PATIENCE_SECONDS, LEASE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no lock within 30 s");
        }
        try {
            deed.run();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
