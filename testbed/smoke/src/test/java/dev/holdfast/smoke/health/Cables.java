package dev.holdfast.smoke.health;

import dev.holdfast.smoke.chaos.ProxyCable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The cables between the processes of a fleet, by who is at which end. */
final class Cables implements AutoCloseable {

    private final List<Cable> all = new ArrayList<>();

    /** From a process to what it calls. */
    private record Cable(String from, String to, ProxyCable proxy) {}

    /** Joins them; the port at which the one finds the other. */
    int join(String from, String to, int port) throws IOException {
        var proxy = ProxyCable.to(from + " > " + to, port);
        all.add(new Cable(from, to, proxy));
        return proxy.port();
    }

    /** Nobody reaches it. */
    void cutTo(String to) {
        those(it -> it.to().equals(to)).forEach(ProxyCable::cut);
    }

    /** It reaches nobody. */
    void cutFrom(String from) {
        those(it -> it.from().equals(from)).forEach(ProxyCable::cut);
    }

    /** Whatever it is asked and answers comes so much later. */
    void slowTo(String to, Duration by) {
        those(it -> it.to().equals(to)).forEach(each -> each.slow(by));
    }

    /** All of them carry at once again. */
    void mend() {
        those(_ -> true).forEach(ProxyCable::mend);
    }

    private List<ProxyCable> those(Predicate<Cable> which) {
        return all.stream().filter(which).map(Cable::proxy).toList();
    }

    @Override
    public void close() {
        those(_ -> true).forEach(ProxyCable::close);
    }
}
