package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a fact's values mean. */
public enum FactType {
    /** So many of something. */
    @JsonProperty("number")
    NUMBER,
    /** Yes (1) or no (0). */
    @JsonProperty("flag")
    FLAG
}
