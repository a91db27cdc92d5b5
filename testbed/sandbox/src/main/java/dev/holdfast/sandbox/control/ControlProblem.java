package dev.holdfast.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.FormatMethod;
import dev.holdfast.sandbox.Json;

/** A refusal of the control API, in the form of RFC 9457. */
public final class ControlProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;

    private ControlProblem(int status, String type, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
    }

    /** The request itself makes no sense. */
    @FormatMethod
    static ControlProblem malformed(String detail, Object... values) {
        return new ControlProblem(
                400, "malformed", "The request cannot be understood", detail.formatted(values));
    }

    /** A person could not do that, or not here. */
    @FormatMethod
    static ControlProblem refused(String detail, Object... values) {
        return new ControlProblem(
                409,
                "refused",
                "Discord's client would not let this happen",
                detail.formatted(values));
    }

    /** Something named does not exist, or not for this person. */
    @FormatMethod
    static ControlProblem unknown(String detail, Object... values) {
        return new ControlProblem(
                404, "unknown", "There is no such thing", detail.formatted(values));
    }

    /** A foreign page asks through somebody's browser. */
    @FormatMethod
    static ControlProblem foreign(String detail, Object... values) {
        return new ControlProblem(
                403,
                "foreign",
                "The control API is for this machine only",
                detail.formatted(values));
    }

    public int status() {
        return status;
    }

    ObjectNode body() {
        return Json.object()
                .put("type", "urn:holdfast:sandbox:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
    }
}
