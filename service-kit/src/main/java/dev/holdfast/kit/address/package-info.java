/** Where the instances of a service are: addresses by name, resolved anew every few seconds. */
@NullMarked
package dev.holdfast.kit.address;

import org.jspecify.annotations.NullMarked;
