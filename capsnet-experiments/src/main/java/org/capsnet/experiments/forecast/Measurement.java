// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

import java.util.List;

/**
 * What training steps of one batch size needed.
 *
 * @param batch images of a step
 * @param bytes of all workspaces, each when it was fullest
 * @param layerBytes what each layer kept from the forward pass to the backward pass
 * @param seconds of a step
 * @param programBytes of the process without the network and its workspaces
 */
record Measurement(int batch, long bytes, List<Long> layerBytes, double seconds, long programBytes) {}
