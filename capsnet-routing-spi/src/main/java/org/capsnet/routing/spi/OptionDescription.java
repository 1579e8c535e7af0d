// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.spi;

/**
 * An option of a routing, for lists and documentation.
 *
 * @param name in kebab-case
 * @param type what a value looks like, for instance "a whole number" or "one or outputs"
 * @param defaultValue as it would be typed
 * @param range for instance "at least 1"; empty if there is none
 * @param meaning one line
 */
public record OptionDescription(String name, String type, String defaultValue, String range, String meaning) {}
