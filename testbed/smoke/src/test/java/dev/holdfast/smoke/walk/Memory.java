package dev.holdfast.smoke.walk;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What Java processes and pages hold on to. */
final class Memory {

    private Memory() {}

    /**
     * Bytes that are in use after a full collection.
     *
     * @return by the name of the service's folder
     */
    static Map<String, Long> live(Stream<ProcessHandle> processes) throws IOException {
        var live = new TreeMap<String, Long>();
        for (var process : processes.toList()) {
            var name = service(process.pid());
            if (!name.isEmpty()) {
                live.put(name, bytes(process.pid()));
            }
        }
        return live;
    }

    /** Bytes that the page's scripts hold on to after a full collection. */
    static long live(Page page) {
        var developer = page.context().newCDPSession(page);
        try {
            developer.send("HeapProfiler.collectGarbage");
            return developer.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
        } finally {
            developer.detach();
        }
    }

    private static String service(long pid) throws IOException {
        var words = Files.readString(Path.of("/proc/%d/cmdline".formatted(pid))).split("\0", -1);
        for (var word : words) {
            if (words[0].endsWith("/java") && word.endsWith("quarkus-run.jar")) {
                var folder =
                        Path.of("/proc/%d/cwd".formatted(pid))
                                .toRealPath()
                                .resolve(word)
                                .normalize();
                return folder.toString().replaceAll(".*/([^/]+)/target/.*", "$1");
            }
        }
        return "";
    }

    /** The histogram's last line is {@code Total instances bytes}; to make it, the JVM collects. */
    private static long bytes(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
        var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var total = answer.lines().filter(line -> line.startsWith("Total")).findFirst();
        return Long.parseLong(total.orElseThrow(() -> new IOException(answer)).split(" +", -1)[2]);
    }
}
