package dev.holdfast.kit.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.CommandPath;
import dev.holdfast.kit.protocol.CommandSpec;
import dev.holdfast.kit.protocol.DataTable;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import dev.holdfast.kit.protocol.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTopicsTest {

    @Test
    void takesAFeaturesTextsAndTheCommandsOfItsFolder() {
        assertEquals(
                List.of(
                        new Topic(
                                "🧪",
                                "Topics",
                                "Tries topics.",
                                List.of(CommandPath.of("mix"), CommandPath.of("stir")))),
                FeatureTopics.of(
                        List.of(new Named("topics"), new Named("nothing"), new Named("kit")),
                        List.of(known("stir"), known("mix"))));
    }

    @Test
    void leavesOutAFeatureWithoutCommands() {
        assertEquals(List.of(), FeatureTopics.of(List.of(new Named("topics")), List.of()));
    }

    private static KnownCommand known(String path) {
        var spec = CommandSpec.read(path, "Does it");
        return new KnownCommand(spec, new Does(spec));
    }

    private record Does(CommandSpec spec) implements Command {

        @Override
        public Reply run(Invocation invocation, UnitOfWork work) {
            return Reply.say("done");
        }
    }

    private record Named(String name) implements Feature {

        @Override
        public List<DataTable> tables() {
            return List.of();
        }
    }
}
