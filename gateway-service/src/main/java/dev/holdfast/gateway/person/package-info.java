/** {@code /mydata} and {@code /forgetme}; forgetting of guilds that were left. */
@NullMarked
package dev.holdfast.gateway.person;

import org.jspecify.annotations.NullMarked;
