/** Thanks that members give each other, counted. */
@NullMarked
package dev.holdfast.toy.kudos;

import org.jspecify.annotations.NullMarked;
