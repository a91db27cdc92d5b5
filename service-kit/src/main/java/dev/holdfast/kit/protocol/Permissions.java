package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A set of Discord permissions as its bits; on the wire a decimal string, as Discord sends it. */
@Schema(type = SchemaType.STRING, examples = "2080")
public record Permissions(long bits) {

    public static final Permissions NONE = new Permissions(0);

    public static Permissions of(Permission... permissions) {
        var bits = 0L;
        for (var permission : permissions) {
            bits |= permission.bit();
        }
        return new Permissions(bits);
    }

    @JsonCreator
    public static Permissions of(String decimal) {
        try {
            return new Permissions(Long.parseUnsignedLong(decimal));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Permissions are a decimal number of 64 bits, not '%s'.".formatted(decimal), e);
        }
    }

    /** These and the others. */
    public Permissions and(Permissions others) {
        return new Permissions(bits | others.bits);
    }

    /** Whether all of the wanted ones are here; an administrator has every permission. */
    public boolean allows(Permissions wanted) {
        return missing(wanted).isEmpty();
    }

    /** Which of the wanted ones are not here, in Discord's order. */
    public Set<Permission> missing(Permissions wanted) {
        var missing = EnumSet.noneOf(Permission.class);
        if ((bits & Permission.ADMINISTRATOR.bit()) != 0) {
            return missing;
        }
        for (var permission : Permission.values()) {
            if ((wanted.bits & permission.bit()) != 0 && (bits & permission.bit()) == 0) {
                missing.add(permission);
            }
        }
        return missing;
    }

    @JsonValue
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
