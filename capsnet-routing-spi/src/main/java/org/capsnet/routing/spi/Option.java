// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Describes an option of a routing, which is a component of the routing's record: an {@code int}, {@code long},
 * {@code double}, {@code boolean}, {@code String} or enum. Its name on the command line is the component's in
 * kebab-case.
 *
 * <p>Ranges are declared here only; {@link Options#check} in the record's constructor enforces them.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Option {

    /** {@return what the option does, in one line} */
    String value();

    /** {@return the smallest value allowed} */
    double min() default Double.NEGATIVE_INFINITY;

    /** {@return the largest value allowed} */
    double max() default Double.POSITIVE_INFINITY;

    /** {@return what the value must be greater than} */
    double above() default Double.NEGATIVE_INFINITY;

    /**
     * {@return for an option that a routing got after results were made with it: the value, as it is typed, with which
     * everything is as before} Runs with this value are described without the option, so that they are still the same runs.
     * Empty for an option that was always there.
     */
    String asBefore() default "";
}
