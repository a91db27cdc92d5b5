package dev.holdfast.roles.inquiry;

import dev.holdfast.kit.command.Feature;
import dev.holdfast.kit.protocol.DataTable;
import jakarta.inject.Singleton;
import java.util.List;

/** Keeps nothing: it reads what the others keep. */
@Singleton
final class InquiryFeature implements Feature {

    static final String NAME = "inquiry";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<DataTable> tables() {
        return List.of();
    }
}
