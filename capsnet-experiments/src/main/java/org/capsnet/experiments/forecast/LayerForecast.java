// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

/**
 * What a layer needs.
 *
 * @param name what it is, for people
 * @param parameters how many numbers are trained
 * @param bytes of the parameters, their gradients, what the optimiser remembers, and what is kept between the forward
 *     and the backward pass for as many images as are computed at once
 */
public record LayerForecast(String name, long parameters, long bytes) {}
