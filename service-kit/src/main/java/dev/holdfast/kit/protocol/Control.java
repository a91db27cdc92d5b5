package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What can be used below a message. Each kind has a field that no other has, by which it is known:
 * so a button looks as it did when there were buttons only.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Button.class),
    @JsonSubTypes.Type(Link.class),
    @JsonSubTypes.Type(Select.class)
})
@Schema(oneOf = {Button.class, Link.class, Select.class})
public sealed interface Control permits Button, Link, Select {}
