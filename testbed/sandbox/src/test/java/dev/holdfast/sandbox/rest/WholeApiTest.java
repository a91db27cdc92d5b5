package dev.holdfast.sandbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdfast.sandbox.Described;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the README says is served, what the route table serves and what Discord describes are the
 * same, or the difference is told. Runs after the tests that compare answers, whose count it takes.
 */
@QuarkusTest
class WholeApiTest {
    private static final Path README = Path.of("README.md");
    private static final int OPERATIONS_OF_A_FULL_RUN = 100;

    @Inject @All List<EndpointGroup> endpoints;

    private final Set<String> served = new TreeSet<>();

    @BeforeEach
    void collect() {
        var routes = new Routes();
        endpoints.forEach(family -> family.register(routes));
        routes.all().forEach(served::add);
    }

    /** Names of parameters differ from description to description; their places do not. */
    private static String shape(String operation) {
        return operation.replaceAll("\\{[^}]*}", "{}");
    }

    private static Set<String> shapes(Set<String> operations) {
        return operations.stream()
                .map(WholeApiTest::shape)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theReadmeListsWhatIsServed() throws IOException {
        kept("served", table(served));
    }

    @Test
    void theReadmeListsWhatDiscordHasAndTheSandboxLacks() throws IOException {
        assumeTrue(Described.available(), "Discord's description is not there");
        var mine = shapes(served);
        var lacking =
                Described.operations().stream()
                        .filter(operation -> !mine.contains(shape(operation)))
                        .filter(operation -> !operation.endsWith("/messages/@original"))
                        .collect(Collectors.toCollection(TreeSet::new));
        kept("lacking", table(lacking));
    }

    @Test
    void everythingServedIsDiscords() {
        assumeTrue(Described.available(), "Discord's description is not there");
        var described = shapes(Described.operations());
        var own =
                served.stream()
                        .filter(operation -> !described.contains(shape(operation)))
                        .filter(operation -> !Described.UNDESCRIBED.contains(operation))
                        .toList();
        assertEquals(List.of(), own);
    }

    @Test
    void everyOperationsAnswerWasComparedWithItsDescription() {
        assumeTrue(
                Described.COMPARED.size() > OPERATIONS_OF_A_FULL_RUN,
                "only a run of all tests compares all answers");
        var compared = shapes(Described.COMPARED);
        var left =
                served.stream()
                        .filter(operation -> !Described.UNDESCRIBED.contains(operation))
                        .filter(operation -> !compared.contains(shape(operation)))
                        .toList();
        assertEquals(List.of(), left);
    }

    /** One line a path, with its methods. */
    private static String table(Set<String> operations) {
        var methods = new TreeMap<String, Set<String>>();
        for (var operation : operations) {
            var space = operation.indexOf(' ');
            methods.computeIfAbsent(operation.substring(space + 1), unseen -> new TreeSet<>())
                    .add(operation.substring(0, space));
        }
        var table = new StringBuilder("| Path | Methods |\n|---|---|\n");
        methods.forEach((path, verbs) ->
                table.append("| `")
                        .append(path)
                        .append("` | ")
                        .append(String.join(" ", verbs))
                        .append(" |\n"));
        return table.toString();
    }

    /** {@code -Dreadme.update=true} writes it anew. */
    private static void kept(String name, String wanted) throws IOException {
        var text = Files.readString(README);
        var begin = "<!-- " + name + " -->\n";
        var from = text.indexOf(begin) + begin.length();
        var to = text.indexOf("<!-- /" + name + " -->");
        if (Boolean.getBoolean("readme.update")) {
            Files.writeString(README, text.substring(0, from) + wanted + text.substring(to));
            return;
        }
        assertEquals(wanted, text.substring(from, to));
    }
}
